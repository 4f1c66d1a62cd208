import type { RetrievalLabel } from './retrieval-label.ts';

/** Held out: nothing is tuned on these (docs/eval.md). */
export const RETRIEVAL_HELD_OUT: readonly RetrievalLabel[] = [
  {
    intent: 'we need a relational db, somewhere in europe, small',
    best: 'SqlDatabase.* SQL.devopstoolkit.live Instance.rds.* Cluster.rds.*',
    good: 'FlexibleServer.dbforpostgresql.* DatabaseInstance.sql.gcp.* Cluster.postgres.* Cluster.postgresql.cnpg.io',
    related: 'ClusterInstance.rds.* Database.sql.gcp.* Cluster.dsql.aws.*',
  },
  {
    intent: 'PostgreSQL flexible server on Azure',
    best: 'FlexibleServer.dbforpostgresql.azure.*',
    good: 'SqlDatabase.* SQL.devopstoolkit.live',
    related: 'FlexibleServerDatabase.dbforpostgresql.azure.*',
  },
  {
    intent: 'Ich brauche eine PostgreSQL Datenbank im eigenen Cluster',
    best: 'Cluster.postgres.* Cluster.postgresql.cnpg.io',
    good: 'SqlDatabase.* SQL.devopstoolkit.live',
    related: 'Database.postgresql.cnpg.io Pooler.postgres* ScheduledBackup.postgres*',
  },
  {
    intent: 'another login for the same cloud sql server',
    best: 'User.sql.gcp.*',
    related: 'DatabaseInstance.sql.gcp.* Database.sql.gcp.*',
  },
  {
    intent: 'snapshot my rds before the release',
    best: 'Snapshot.rds.aws.* ClusterSnapshot.rds.aws.*',
    related: 'Instance.rds.* Cluster.rds.* DBSnapshotCopy.rds.*',
  },
  {
    intent: 'change max_connections of the rds instance',
    best: 'ParameterGroup.rds.*',
    good: 'ClusterParameterGroup.rds.*',
    related: 'Instance.rds.* OptionGroup.rds.*',
  },
  {
    intent: 'session store for the web shop, must be quick, may be lost',
    best: 'Redis.redis.* ReplicationGroup.elasticache.* Cluster.elasticache.* ServerlessCache.elasticache.*',
    good: 'Cluster.memorydb.* Table.dynamodb.aws.*',
  },
  {
    intent: 'cassandra',
    best: 'Keyspace.keyspaces.aws.* Table.keyspaces.aws.*',
  },
  {
    intent: 'object storage on gcp, private',
    best: 'Bucket.storage.gcp.* ObjectStore.*',
  },
  {
    intent: 'delete files from the bucket after 30 days',
    best: 'BucketLifecycleConfiguration.s3.aws.*',
    good: 'Bucket.s3.* ObjectStore.* Bucket.storage.gcp.*',
    related: 'BucketIntelligentTieringConfiguration.s3.aws.*',
  },
  {
    intent: 'copy every object to another region as well',
    best: 'BucketReplicationConfiguration.s3.aws.*',
    related: 'Bucket.s3.* BucketVersioning.s3.*',
  },
  {
    intent: 'host a static website',
    best: 'BucketWebsiteConfiguration.s3.aws.* App.amplify.aws.*',
    good: 'Distribution.cloudfront.aws.* Bucket.s3.aws.* WebApp.* ObjectStore.*',
  },
  {
    intent: 'volume claim 50Gi fast ssd',
    best: 'PersistentVolumeClaim.',
    good: 'EBSVolume.ec2.aws.*',
    related: 'StorageClass.storage.k8s.io PersistentVolume.',
  },
  {
    intent: 'sftp server where partners drop their files',
    best: 'Server.transfer.aws.*',
    good: 'User.transfer.aws.* Connector.transfer.aws.*',
    related: 'SSHKey.transfer.aws.* Workflow.transfer.aws.*',
  },
  {
    intent: 'asynchronous jobs: the web tier puts tasks in, workers take them out',
    best: 'Queue.sqs.aws.* Broker.mq.aws.*',
    good: 'Redis.redis.* KafkaTopic.* Topic.pubsub.gcp.*',
    related: 'QueueRedrivePolicy.sqs.* Cluster.kafka.aws.* KafkaCluster.*',
  },
  {
    intent: 'events from one place to many subscribers on google cloud',
    best: 'Topic.pubsub.gcp.*',
  },
  {
    intent: 'text messages to phones',
    best: 'SMSPreferences.sns.aws.* SMSChannel.pinpoint.aws.*',
    good: 'Topic.sns.aws.*',
    related: 'TopicSubscription.sns.aws.* App.pinpoint.aws.*',
  },
  {
    intent: 'Je veux déployer une application web avec trois réplicas',
    best: 'WebApp.* Deployment.apps Service.serving.knative.dev',
    good: 'Service.apprunner.aws.*',
    related: 'ReplicaSet.apps Service. Ingress.networking.k8s.io',
  },
  {
    intent: 'stateful thing, each replica with its own disk and a stable name',
    best: 'StatefulSet.apps',
    related: 'PersistentVolumeClaim. Service.',
  },
  {
    intent: 'weekly report as a cron',
    best: 'CronJob.batch',
    good: 'Schedule.scheduler.aws.*',
    related: 'Job.batch Rule.cloudwatchevents.aws.*',
  },
  {
    intent: 'stable address inside the cluster for my pods',
    best: 'Service.',
    related: 'Endpoints. EndpointSlice.discovery.k8s.io ServiceEntry.networking.istio.io',
  },
  {
    intent: 'retry failed calls to the payment service twice with a timeout of a second',
    best: 'VirtualService.networking.istio.io',
    good: 'HTTPRoute.gateway.networking.k8s.io',
    related: 'DestinationRule.networking.istio.io XBackendTrafficPolicy.*',
  },
  {
    intent: 'block ssh from the internet',
    best: 'SecurityGroupRule.ec2.aws.* SecurityGroup.ec2.aws.*',
    good: 'NetworkACLRule.ec2.aws.* NetworkACL.ec2.aws.* SecurityGroupIngressRule.ec2.aws.*',
    related: 'NetworkPolicy.networking.k8s.io DefaultSecurityGroup.ec2.aws.*',
  },
  {
    intent: 'private subnets need to download updates',
    best: 'NATGateway.ec2.aws.*',
    good: 'EgressOnlyInternetGateway.ec2.aws.* InternetGateway.ec2.aws.*',
    related: 'EIP.ec2.aws.* RouteTable.ec2.aws.* Route.ec2.aws.* Subnet.ec2.aws.*',
  },
  {
    intent: 'connect two vpcs',
    best: 'VPCPeeringConnection.ec2.aws.* TransitGateway.ec2.aws.*',
    good: 'TransitGatewayVPCAttachment.ec2.aws.* VPCPeeringConnectionAccepter.ec2.aws.*',
    related: 'VPC.ec2.* VPCPeeringConnectionOptions.ec2.aws.* Route.ec2.aws.*',
  },
  {
    intent: 'vpn from our office into the cloud',
    best: 'VPNConnection.ec2.aws.* VPNGateway.ec2.aws.*',
    good: 'CustomerGateway.ec2.aws.*',
    related: 'VPNConnectionRoute.ec2.aws.* VPNGatewayAttachment.ec2.aws.* TransitGateway.ec2.aws.*',
  },
  {
    intent: 'load balancr in front of our vms',
    best: 'LB.elbv2.aws.* ELB.elb.aws.*',
    good: 'LBTargetGroup.elbv2.aws.* LBListener.elbv2.aws.*',
    related: 'LBTargetGroupAttachment.elbv2.aws.* LB.lightsail.aws.* LBListenerRule.elbv2.aws.*',
  },
  {
    intent: 'sync a secret from AWS Secrets Manager',
    best: 'ExternalSecret.*',
    good: 'SecretStore.* ClusterSecretStore.* ClusterExternalSecret.*',
    related: 'Secret.secretsmanager.aws.* Secret.',
  },
  {
    intent: 'rotate the credentials of the database every month',
    best: 'SecretRotation.secretsmanager.aws.*',
    related:
      'Secret.secretsmanager.aws.* ExternalSecret.* Password.generators.external-secrets.io VaultDynamicSecret.*',
  },
  {
    intent: 'aws role for the ci pipeline',
    best: 'Role.iam.aws.*',
    good: 'OpenIDConnectProvider.iam.aws.* Policy.iam.aws.* RolePolicy.iam.aws.* RolePolicyAttachment.iam.aws.*',
  },
  {
    intent: 'every deployment must have an owner label',
    best: 'ClusterPolicy.kyverno.io ValidatingPolicy.policies.kyverno.io Policy.kyverno.io',
    good: 'ValidatingAdmissionPolicy.admissionregistration.k8s.io NamespacedValidatingPolicy.policies.kyverno.io',
    related:
      'MutatingPolicy.policies.kyverno.io ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  },
  {
    intent: 'how long do requests take? I want numbers and a graph',
    best: 'ServiceMonitor.monitoring.coreos.com ServiceScrape.* PodMonitor.monitoring.coreos.com',
    good: 'Dashboard.cloudwatch.aws.* Workspace.grafana.aws.*',
    related:
      'Prometheus.monitoring.coreos.com Workspace.amp.aws.* PrometheusRule.monitoring.coreos.com',
  },
  {
    intent: 'who did what in our aws account',
    best: 'Trail.cloudtrail.aws.*',
    good: 'EventDataStore.cloudtrail.aws.*',
    related: 'ConfigurationRecorder.configservice.aws.*',
  },
  {
    intent: 'tell me before we spend more than 1000 dollars',
    best: 'Budget.budgets.aws.*',
    good: 'AnomalyMonitor.ce.aws.* BudgetAction.budgets.aws.*',
  },
  {
    intent: 'notebooks for data scientists',
    best: 'NotebookInstance.sagemaker.aws.* Domain.sagemaker.aws.*',
    good: 'Space.sagemaker.aws.* UserProfile.sagemaker.aws.* App.sagemaker.aws.*',
    related:
      'NotebookInstanceLifecycleConfiguration.sagemaker.aws.* StudioLifecycleConfig.sagemaker.aws.*',
  },
  {
    intent: 'build and test our code on each push',
    best: 'Project.codebuild.aws.* Codepipeline.codepipeline.aws.*',
    good: 'Webhook.codebuild.aws.* Webhook.codepipeline.aws.*',
    related: 'Repository.codecommit.aws.* SourceCredential.codebuild.aws.* Application.argoproj.io',
  },
  {
    intent: 'find places by their address on a map',
    best: 'PlaceIndex.location.aws.*',
    related: 'RouteCalculator.location.aws.* Tracker.location.aws.*',
  },
  {
    intent: 'batch of simulations on many spot machines overnight',
    best: 'ComputeEnvironment.batch.aws.* JobQueue.batch.aws.* JobDefinition.batch.aws.*',
    good: 'SpotFleetRequest.ec2.aws.* Job.batch Fleet.ec2.aws.*',
    related:
      'SpotInstanceRequest.ec2.aws.* SchedulingPolicy.batch.aws.* AutoscalingGroup.autoscaling.aws.*',
  },
];
