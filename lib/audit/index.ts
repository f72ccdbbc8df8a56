export type { ApiServerArgument, ApiServerAudit, ApiServerAuditOptions, ApiServerVolume } from './api-server';
export { AuditPolicyBuilder } from './builder';
export { AuditFinding } from './finding';
export type { SourcePosition } from './finding';
export type { AuditLevel, AuditPolicySpec, AuditResources, AuditRuleProps, AuditRuleSpec, AuditStage } from './model';
export { AuditPolicy } from './policy';
export type { AuditDecision, AuditPolicyOptions, AuditReadOptions } from './policy';
export type { AuditRequest } from './request';
export { AuditRule } from './rule';
