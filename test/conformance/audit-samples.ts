/** Whole policies as people write them, from which the mutations start. */
export const samples: readonly string[] = [
  `apiVersion: audit.k8s.io/v1
kind: Policy
metadata:
  name: main
  labels: {team: platform}
omitStages:
  - RequestReceived
rules:
  # Health checks
  - level: None
    nonResourceURLs: ["/healthz*", /readyz, '/version']
  - level: None
    users: ["system:kube-proxy"]
    verbs: [watch]
    resources:
      - group: "" # core
        resources: ["endpoints", "services", "services/status"]
  - level: Metadata
    resources:
      - group: ""
        resources: [secrets, configmaps, serviceaccounts/token]
      - group: authentication.k8s.io
        resources: [tokenreviews]
  - level: Request
    userGroups: [system:nodes]
    namespaces: [kube-system, ""]
    omitManagedFields: true
    omitStages: [ResponseStarted]
  - level: RequestResponse
    verbs: [create, update, patch]
    resources:
    - group: apps
      resources:
      - deployments
      resourceNames: [shop]
  - level: Metadata
`,
  `{
  "apiVersion": "audit.k8s.io/v1",
  "kind": "Policy",
  "omitStages": ["RequestReceived"],
  "rules": [
    {"level": "None", "users": ["system:apiserver"], "verbs": ["get", "list"]},
    {"level": "RequestResponse", "resources": [{"group": "", "resources": ["pods/exec"], "resourceNames": ["a"]}]},
    {"level": "Metadata", "nonResourceURLs": ["/api*"], "omitManagedFields": false}
  ]
}
`,
  `---
kind: Policy
apiVersion: "audit.k8s.io/v1"
x-common: &common
  level: Metadata
  users: &users [admin, 'o''brien', "a\\tb"]
rules: [
  {level: None, verbs: [get]},
  <<: *common
]
`,
  `# merged
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- &first
  level: None
  users:
  - >-
    folded
    name
  - |
    literal
- <<: *first
  userGroups: [a]
- level: Metadata
  namespaces: [a b, "c d"]
  ? verbs
  : [get]
---
second: document
`,
];
