import type { RetrievalLabel } from './retrieval-label.ts';

/** Applications, networks, access, and what watches over them. */
export const RETRIEVAL_APPS: readonly RetrievalLabel[] = [
  {
    intent: 'deploy our web application, image ghcr.io/acme/shop:2.1',
    best: 'WebApp.* Deployment.apps Service.serving.knative.dev',
    good: 'Service.apprunner.aws.* Service.ecs.aws.*',
    related: 'Service. Ingress.networking.k8s.io Pod. ReplicaSet.apps TaskDefinition.ecs.*',
  },
  {
    intent: 'a container that scales down to nothing when nobody calls it',
    best: 'Service.serving.knative.dev',
    good: 'ScaledObject.keda.sh Function.lambda.aws.* LoadScaler.* Service.apprunner.aws.*',
    related:
      'Revision.serving.knative.dev Configuration.serving.knative.dev Route.serving.knative.dev',
  },
  {
    intent: 'every night at three clean up old sessions',
    best: 'CronJob.batch',
    good: 'Job.batch Schedule.scheduler.aws.*',
    related: 'Rule.cloudwatchevents.aws.* Pod.',
  },
  {
    intent: 'run a script once',
    best: 'Job.batch',
    good: 'Pod. Function.lambda.aws.*',
    related: 'CronJob.batch JobDefinition.batch.aws.*',
  },
  {
    intent: 'a copy of the log collector on each machine',
    best: 'DaemonSet.apps',
    related: 'Pod. ReplicaSet.apps',
  },
  {
    intent: 'add pods when cpu is above 70 percent',
    best: 'HorizontalPodAutoscaler.autoscaling',
    good: 'ScaledObject.keda.sh LoadScaler.*',
    related: 'PodAutoscaler.autoscaling.internal.knative.dev Deployment.apps ScaledJob.keda.sh',
  },
  {
    intent: 'scale my workers by the length of a queue',
    best: 'ScaledObject.keda.sh LoadScaler.*',
    good: 'ScaledJob.keda.sh HorizontalPodAutoscaler.autoscaling',
    related:
      'TriggerAuthentication.keda.sh Policy.appautoscaling.aws.* Target.appautoscaling.aws.*',
  },
  {
    intent: 'make my service reachable from outside under shop.example.com',
    best: 'Ingress.networking.k8s.io HTTPRoute.gateway.networking.k8s.io Gateway.networking.istio.io VirtualService.networking.istio.io',
    good: 'Gateway.gateway.networking.k8s.io DnsRecord.* DomainMapping.serving.knative.dev LB.elbv2.aws.* Service. WebApp.*',
    related: 'Record.route53.aws.* Certificate.cert-manager.io Certificate.certificates.*',
  },
  {
    intent: 'send ten percent of the traffic to the new version',
    best: 'VirtualService.networking.istio.io HTTPRoute.gateway.networking.k8s.io',
    good: 'Service.serving.knative.dev Route.serving.knative.dev DestinationRule.networking.istio.io',
    related: 'Route.appmesh.aws.* LBListenerRule.elbv2.aws.*',
  },
  {
    intent: 'https certificate for my domain',
    best: 'Certificate.cert-manager.io Certificate.certificates.* Certificate.acm.aws.*',
    good: 'CertificateValidation.acm.aws.*',
    related:
      'Issuer.cert-manager.io ClusterIssuer.cert-manager.io Issuer.certificates.* ClusterIssuer.certificates.*',
  },
  {
    intent: "use Let's Encrypt for the whole cluster",
    best: 'ClusterIssuer.*',
    good: 'Issuer.*',
    related: 'Certificate.cert-manager.io Certificate.certificates.*',
  },
  {
    intent: 'DNS entry that points to our load balancer',
    best: 'DnsRecord.* Record.route53.aws.*',
    good: 'Zone.route53.aws.*',
    related: 'HealthCheck.route53.aws.*',
  },
  {
    intent: 'only the frontend may talk to the backend pods',
    best: 'NetworkPolicy.networking.k8s.io',
    good: 'AuthorizationPolicy.security.istio.io',
    related: 'SecurityGroup.ec2.* SecurityGroupRule.ec2.*',
  },
  {
    intent: 'mutual TLS between all services',
    best: 'PeerAuthentication.security.istio.io',
    good: 'DestinationRule.networking.istio.io Mesh.appmesh.aws.*',
    related: 'AuthorizationPolicy.security.istio.io BackendTLSPolicy.gateway.networking.k8s.io',
  },
  {
    intent: 'take the database password out of our vault and hand it to the pods',
    best: 'ExternalSecret.*',
    good: 'SecretStore.* ClusterSecretStore.* VaultDynamicSecret.generators.external-secrets.io Secret.',
    related: 'ClusterExternalSecret.external-secrets.io',
  },
  {
    intent: 'environment variables for my app',
    best: 'ConfigMap.',
    good: 'Secret.',
    related: 'Parameter.ssm.aws.*',
  },
  {
    intent: 'geheime Zugangsdaten sicher ablegen',
    best: 'Secret. Secret.secretsmanager.aws.*',
    good: 'ExternalSecret.* SecretVersion.secretsmanager.aws.*',
    related: 'SecretStore.* Parameter.ssm.aws.*',
  },
  {
    intent: 'namespace for the payments team',
    best: 'Namespace.',
    related:
      'ResourceQuota. LimitRange. RoleBinding.rbac.authorization.k8s.io AppProject.argoproj.io',
  },
  {
    intent: 'a limit on how much memory a team may use in all',
    best: 'ResourceQuota.',
    good: 'LimitRange.',
    related: 'Namespace.',
  },
  {
    intent: 'let Anna read the logs of pods in a-team',
    best: 'RoleBinding.rbac.authorization.k8s.io Role.rbac.authorization.k8s.io',
    good: 'ClusterRole.rbac.authorization.k8s.io ClusterRoleBinding.rbac.authorization.k8s.io',
  },
  {
    intent: 'my pod must be able to read from s3 without keys',
    best: 'Role.iam.aws.* PodIdentityAssociation.eks.aws.*',
    good: 'ServiceAccount. Policy.iam.aws.* RolePolicyAttachment.iam.aws.* RolePolicy.iam.aws.*',
    related: 'OpenIDConnectProvider.iam.aws.* BucketPolicy.s3.aws.*',
  },
  {
    intent: 'keep two pods alive while nodes are being drained',
    best: 'PodDisruptionBudget.policy',
    related: 'Deployment.apps',
  },
  {
    intent: 'gitops: what is in the repository should be what runs',
    best: 'Application.argoproj.io Application.gitops.*',
    good: 'ApplicationSet.argoproj.io',
    related: 'AppProject.argoproj.io',
  },
  {
    intent: 'same helm chart in twelve clusters',
    best: 'ApplicationSet.argoproj.io',
    good: 'Application.argoproj.io Application.gitops.*',
    related: 'AppProject.argoproj.io',
  },
  {
    intent: 'wake me up when the error rate is above two percent',
    best: 'PrometheusRule.monitoring.coreos.com AlertRule.* MetricAlarm.cloudwatch.aws.*',
    good: 'AlertmanagerConfig.monitoring.coreos.com CompositeAlarm.cloudwatch.aws.*',
    related:
      'ServiceMonitor.monitoring.coreos.com Alertmanager.monitoring.coreos.com ServiceScrape.* AlertManagerDefinition.amp.aws.*',
  },
  {
    intent: 'prometheus should scrape /metrics of my service',
    best: 'ServiceMonitor.monitoring.coreos.com ServiceScrape.* PodMonitor.monitoring.coreos.com',
    good: 'ScrapeConfig.monitoring.coreos.com Scraper.amp.aws.*',
    related: 'Prometheus.monitoring.coreos.com Probe.monitoring.coreos.com',
  },
  {
    intent: 'grafana dashboards',
    best: 'Workspace.grafana.aws.* Dashboard.cloudwatch.aws.*',
    related: 'WorkspaceAPIKey.grafana.aws.* RoleAssociation.grafana.aws.*',
  },
  {
    intent: 'refuse containers that run as root',
    best: 'ClusterPolicy.kyverno.io ValidatingPolicy.policies.kyverno.io Policy.kyverno.io',
    good: 'NamespacedValidatingPolicy.policies.kyverno.io ValidatingAdmissionPolicy.admissionregistration.k8s.io',
    related:
      'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io PolicyException.* MutatingPolicy.policies.kyverno.io',
  },
  {
    intent: 'allow our legacy app to break one of the rules',
    best: 'PolicyException.kyverno.io PolicyException.policies.kyverno.io',
    related: 'ClusterPolicy.kyverno.io Policy.kyverno.io',
  },
  {
    intent: 'private network in AWS with two subnets and a way out to the internet',
    best: 'VPC.ec2.aws.* Subnet.ec2.aws.*',
    good: 'InternetGateway.ec2.aws.* NATGateway.ec2.aws.* RouteTable.ec2.aws.*',
    related:
      'Route.ec2.aws.* RouteTableAssociation.ec2.aws.* EIP.ec2.aws.* EgressOnlyInternetGateway.ec2.aws.*',
  },
  {
    intent: 'open port 443 for our servers',
    best: 'SecurityGroupRule.ec2.aws.* SecurityGroup.ec2.aws.* SecurityGroupIngressRule.ec2.aws.*',
    good: 'NetworkPolicy.networking.k8s.io',
    related: 'NetworkACLRule.ec2.aws.* NetworkACL.ec2.aws.*',
  },
  {
    intent: 'fixed public ip',
    best: 'EIP.ec2.aws.*',
    good: 'StaticIP.lightsail.aws.* Accelerator.globalaccelerator.aws.*',
    related: 'EIPAssociation.ec2.aws.*',
  },
  {
    intent: 'linux vm with 8 cores',
    best: 'Instance.ec2.aws.*',
    good: 'Instance.lightsail.aws.* LaunchTemplate.ec2.aws.* SpotInstanceRequest.ec2.aws.*',
    related:
      'AMI.ec2.aws.* KeyPair.ec2.aws.* EBSVolume.ec2.aws.* AutoscalingGroup.autoscaling.aws.*',
  },
  {
    intent: 'kubernetes cluster in aws for the data team',
    best: 'Cluster.eks.aws.*',
    good: 'NodeGroup.eks.aws.* FargateProfile.eks.aws.*',
    related: 'Addon.eks.aws.* ClusterAuth.eks.aws.* AccessEntry.eks.aws.*',
  },
  {
    intent: 'a lambda that answers http requests',
    best: 'Function.lambda.aws.*',
    good: 'FunctionURL.lambda.aws.* API.apigatewayv2.aws.* RestAPI.apigateway.aws.*',
    related: 'Permission.lambda.aws.* Alias.lambda.aws.* Integration.apigatewayv2.aws.*',
  },
  {
    intent: 'where do I push my docker images to',
    best: 'Repository.ecr.aws.*',
    good: 'Repository.ecrpublic.aws.*',
    related: 'RepositoryPolicy.ecr.aws.* LifecyclePolicy.ecr.aws.* Repository.codeartifact.*',
  },
  {
    intent: 'users should sign in to our app with their e-mail address',
    best: 'UserPool.cognitoidp.aws.*',
    good: 'UserPoolClient.cognitoidp.aws.* Pool.cognitoidentity.aws.*',
    related:
      'UserPoolDomain.cognitoidp.aws.* IdentityProvider.cognitoidp.aws.* RequestAuthentication.security.istio.io',
  },
  {
    intent: 'send mails to customers from our domain',
    best: 'EmailIdentity.ses* DomainIdentity.ses.aws.*',
    good: 'DomainDKIM.ses.aws.* DomainMailFrom.ses.aws.* Template.ses.aws.* ConfigurationSet.ses*',
    related: 'EmailIdentityMailFromAttributes.sesv2.aws.* DedicatedIPPool.sesv2.aws.*',
  },
  {
    intent: 'serve our static files close to the users all over the world',
    best: 'Distribution.cloudfront.aws.*',
    good: 'BucketWebsiteConfiguration.s3.aws.* CachePolicy.cloudfront.aws.* App.amplify.aws.*',
    related: 'OriginAccessControl.cloudfront.aws.* Accelerator.globalaccelerator.aws.*',
  },
  {
    intent: 'web application firewall',
    best: 'WebACL.waf*',
    good: 'RuleGroup.wafv2.aws.* WebACLAssociation.wafv2.aws.*',
    related:
      'IPSet.wafv2.aws.* Rule.waf.aws.* Rule.wafregional.aws.* Firewall.networkfirewall.aws.*',
  },
  {
    intent: 'key to encrypt our data with',
    best: 'Key.kms.aws.*',
    good: 'Alias.kms.aws.* ExternalKey.kms.aws.* ReplicaKey.kms.aws.*',
    related: 'Grant.kms.aws.* BucketServerSideEncryptionConfiguration.s3.aws.*',
  },
  {
    intent: 'several steps one after the other, with retries, without a server',
    best: 'StateMachine.sfn.aws.*',
    good: 'Environment.mwaa.aws.* Workflow.glue.aws.*',
    related: 'Activity.sfn.aws.* Function.lambda.aws.*',
  },
];
