import { LabIcon } from '@jupyterlab/ui-components';
import cachedSvg from '../../../style/icons/cached.svg';
import cancelledSvg from '../../../style/icons/cancelled.svg';
import errorSvg from '../../../style/icons/error.svg';
import failedSvg from '../../../style/icons/failed.svg';
import infoSvg from '../../../style/icons/info.svg';
import interruptedSvg from '../../../style/icons/interrupted.svg';
import idleSvg from '../../../style/icons/idle.svg';
import runningSvg from '../../../style/icons/running.svg';
import skippedSvg from '../../../style/icons/skipped.svg';
import succeededSvg from '../../../style/icons/succeeded.svg';
import pendingSvg from '../../../style/icons/pending.svg';
import warningSvg from '../../../style/icons/warning.svg';
import type { Severity } from '../../pipeline/diagnostic';
import type { RunStatus } from '../../service/api/runs';

/** A step that no run has met. */
export type ShownStatus = RunStatus | 'idle';

const icon = (name: string, svgstr: string): LabIcon =>
  new LabIcon({ name: `cellway:${name}`, svgstr });

/** Each differs from the others in shape, not only in colour. */
export const STATUS_ICONS: Readonly<Record<ShownStatus, LabIcon>> = {
  idle: icon('idle', idleSvg),
  pending: icon('pending', pendingSvg),
  running: icon('running', runningSvg),
  succeeded: icon('succeeded', succeededSvg),
  cached: icon('cached', cachedSvg),
  failed: icon('failed', failedSvg),
  skipped: icon('skipped', skippedSvg),
  cancelled: icon('cancelled', cancelledSvg),
  interrupted: icon('interrupted', interruptedSvg)
};

export const SEVERITY_ICONS: Readonly<Record<Severity, LabIcon>> = {
  error: icon('error', errorSvg),
  warning: icon('warning', warningSvg),
  info: icon('info', infoSvg)
};
