export type { ApiServerArgument, ApiServerAudit, ApiServerAuditOptions, ApiServerVolume } from './api-server';
export { AuditFinding } from './finding';
export type { SourcePosition } from './finding';
export type { AuditLevel, AuditPolicySpec, AuditResources, AuditRuleProps, AuditRuleSpec, AuditStage } from './model';
export { AuditPolicy, AuditPolicyBuilder } from './policy';
export type { AuditDecision, AuditPolicyOptions, AuditReadOptions } from './policy-options';
export type { AuditRequest } from './request';
export { AuditRule } from './rule';
