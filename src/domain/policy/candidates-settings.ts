import { stemsOf } from '../knowledge/words.ts';

/** A setting as platform engineers speak of it, and what schemas call it. */
export interface Setting {
  /** Phrases as stems: any of them means it. */
  readonly said: readonly (readonly string[])[];
  /** What the last name of a path says, as stems: `kms key` for `kmsKeyId`. */
  readonly names: readonly (readonly string[])[];
  /** Keys of the maps that it is kept in: `memory` of `resources.limits`. */
  readonly keys: readonly string[];
}

/** `what people say > what schemas call it > keys of maps`. */
const LINES = `
region | regional | location | datacenter | data center | geography > region | location | regions | locations
zone | availability zone | az | multi az | multi zone > zone | zones | availability zone | availability zones | multi az
image | container image | registry | latest tag | latest | digest | image tag > image | image name | registry | repository | tag | image pull policy | image tag
pull policy > image pull policy
limit | resource limit | resource request | request | requests and limits | quota > limits | requests | resources > memory | cpu
memory | ram > memory | memory size | memory mb > memory
cpu | vcpu | core > cpu | vcpu | cpu core count > cpu
root | non root | rootless | run as root | root user | user id | uid > run as non root | run as user | run as group
privileged | privilege | privilege escalation | escalation > privileged | allow privilege escalation
capability | linux capability | drop capability | drop all > drop | add
read only | read only root filesystem | readonly filesystem | immutable filesystem > read only root filesystem
seccomp > type | seccomp profile
host network > host network
host pid | host namespace > host pid | host ipc | host network
host port > host port
host path | hostpath > path | host path
service account token | automount > automount service account token
service account > service account name | service account
encrypt | encrypted | encryption | at rest | kms | customer managed key | cmk > encrypted | encryption | storage encrypted | encryption at rest | kms key | kms key id | kms key name | kms key arn | sse algorithm | kms master key id | default kms key name | disk encryption | encryption key | encrypt | at rest encryption enabled | encryption enabled
in transit | transit encryption | ssl enforcement > transit encryption enabled | encryption in transit | require ssl | ssl mode | ssl enforcement
public | publicly | publicly accessible | internet | public access | public ip | internet facing | exposed | private > publicly accessible | public | public access | public ip | public network access | public network access enabled | block public acls | block public policy | ignore public acls | restrict public buckets | associate public ip address | map public ip on launch | endpoint public access | public access enabled | internal | scheme | acl | public access prevention
cidr | ip range | open to the world | anywhere | whole internet | source range | 0.0.0.0 > cidr | cidr blocks | cidr block | source ranges | load balancer source ranges | public access cidrs | authorized networks | ip range | ip ranges | cidr ipv4
load balancer | node port | clusterip > type | load balancer type | internal
backup | snapshot | recovery | point in time | restore > backup | backups | backup retention period | backup retention | backup window | backup configuration | point in time recovery | point in time recovery enabled | backup policy | snapshot retention limit | skip final snapshot | backup retention days | geo redundant backup enabled | copy tags to snapshot
retention | retain | keep for | kept for | days > retention | retention period | retention in days | backup retention period | retention days | retention policy | message retention seconds | snapshot retention limit | backup retention days
delete | deletion | deletion protection | deleted | protect | protection | terminate | termination > deletion protection | deletion policy | deletion protection enabled | disable api termination | force destroy | skip final snapshot | reclaim policy | prevent destroy | termination policy | management policies
deletion policy | orphan | management policy > deletion policy | management policies
reclaim policy > reclaim policy | persistent volume reclaim policy
replica | replicas | instance count | copies | ha | highly available | high availability | redundant | redundancy | scale > replicas | replica count | instances | multi az | high availability | availability type | num cache clusters | min replicas | max replicas | node count | high availability mode | automatic failover enabled | number of nodes | min available | replication factor | zone redundant
failover > automatic failover enabled | failover
autoscale | autoscaling | minimum replica | maximum replica | min replica | max replica > min replicas | max replicas | min size | max size | min count | max count | desired capacity | min scale | max scale | min replica count | max replica count
storage class | storage classes > storage class | storage class name
storage type | volume type | disk type | gp3 | gp2 | io1 > storage type | volume type | disk type
size | storage | storage size | disk | disk size | capacity | gigabyte | gb | volume size > storage | size | allocated storage | disk size | disk size gb | storage mb | volume size | storage size | capacity | max allocated storage | size gb > storage
instance class | instance type | instance size | machine type | vm size | node type | sku | tier | machine size > instance class | instance type | machine type | node type | sku name | tier | vm size | size | sku | cache node type | instance types
tls | ssl | https | mtls > tls | tls mode | minimum tls version | min tls version | ssl | ssl mode | protocol | certificate | certificate arn | ssl policy | minimum protocol version | secret name | tls version | mode
issuer | certificate authority | ca | cluster issuer > issuer | issuer ref
duration | validity | lifetime | expiry > duration | renew before
tls version | minimum tls > minimum tls version | min tls version | tls version | minimum protocol version | ssl policy
version | engine version | kubernetes version | release > version | engine version | kubernetes version | database version | runtime | image name | major engine version | min master version
engine | postgres version | mysql version > engine | engine version | version
runtime > runtime
upgrade | minor version | auto upgrade > auto minor version upgrade | automatic minor version upgrade | allow major version upgrade | auto upgrade
maintenance | maintenance window > maintenance window | preferred maintenance window
monitoring | performance insight | metric > monitoring interval | performance insights enabled | monitoring | enable monitoring | enabled cloudwatch logs exports
log | logging | audit log | access log > logging | logs | enabled cloudwatch logs exports | log types | access logs | enabled cluster log types | cloudwatch log group
iam authentication | iam auth > iam database authentication enabled
versioning | versioned > versioning | versioning configuration | versioning enabled
schedule | cron | nightly > schedule
probe | liveness | readiness | health check | healthcheck > liveness probe | readiness probe | startup probe | health check path
ingress class > ingress class name
host | hostname | domain | dns name > host | hosts | hostname | hostnames | dns names | domain | domain name
namespace > namespace | namespaces
private network | private subnet > vpc id | subnet id | subnet ids | network | private network | subnetwork | network id
password > password secret ref | password | auto generate password | manage master user password
provider config > provider config ref
composition > composition ref
priority class > priority class name
node selector | node pool > node selector
toleration > tolerations
grace period > termination grace period seconds
concurrency > concurrency policy | parallelism
history > revision history limit | successful jobs history limit | failed jobs history limit
ttl > ttl | ttl seconds after finished
billing mode | on demand capacity > billing mode
sync policy | auto sync | prune > prune | self heal | automated | sync policy
project > project | project id
`;

export const SETTINGS: readonly Setting[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [said = '', names = '', keys = ''] = line.split(' > ');
    return {
      said: phrasesOf(said),
      names: phrasesOf(names),
      keys: keys === '' ? [] : keys.split(' | '),
    };
  });

function phrasesOf(text: string): readonly (readonly string[])[] {
  return text.split(' | ').map((phrase) => stemsOf(phrase));
}
