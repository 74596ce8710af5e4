import type { JsonObject, JsonValue } from '../json/value';
import type { Problem } from '../problems';
import { compact } from './compact';
import { readPairs } from './pairs';
import { FieldReader } from './field-reader';
import {
  KALE_ACCESS_MODES,
  KALE_KEY,
  KALE_VOLUME_TYPES,
  type KaleSecurityContext,
  type KaleSettings,
  type KaleVolume
} from './kale';
import { readKatib } from './read-katib';
import type { SettingsResult } from './read-settings';

/** Reads the value of `kubeflow_notebook`; undefined settings if it is absent. */
export function readKaleSettings(
  value: JsonValue | undefined
): SettingsResult<KaleSettings | undefined> {
  const problems: Problem[] = [];
  const metadata: JsonObject = value === undefined ? {} : { [KALE_KEY]: value };
  const fields = new FieldReader(metadata, '', null, problems).child(KALE_KEY);
  return { settings: fields && readFields(fields), problems };
}

function readFields(fields: FieldReader): KaleSettings {
  const experiment = fields.child('experiment');
  return compact({
    pipelineName: fields.text('pipeline_name'),
    experimentName: fields.text('experiment_name'),
    experiment:
      experiment &&
      compact({ id: experiment.text('id'), name: experiment.text('name') }),
    description: fields.text('pipeline_description'),
    image: fields.text('base_image') ?? fields.text('docker_image'),
    volumes: readVolumes(fields),
    volumeAccessMode: fields.oneOf('volume_access_mode', KALE_ACCESS_MODES),
    storageClassName: fields.text('storage_class_name'),
    snapshotVolumes: fields.boolean('snapshot_volumes'),
    autosnapshot: fields.boolean('autosnapshot'),
    stepsDefaults: fields.texts('steps_defaults'),
    katibRun: fields.boolean('katib_run') ?? fields.boolean('katib'),
    katib: readKatib(fields),
    enableCaching: fields.boolean('enable_caching'),
    securityContext: readSecurityContext(fields),
    outputPath: fields.text('output_path'),
    timeout: fields.number('timeout'),
    marshalVolume: fields.boolean('marshal_volume'),
    marshalPath: fields.text('marshal_path'),
    workingDirectory: fields.text('abs_working_dir'),
    host: fields.text('kfp_host')
  });
}

function readVolumes(parent: FieldReader): readonly KaleVolume[] | undefined {
  return parent.children('volumes')?.flatMap(fields => {
    const type =
      fields.oneOf('type', KALE_VOLUME_TYPES) ?? fields.missing('type');
    const name = fields.text('name') ?? fields.missing('name');
    const mountPoint =
      fields.text('mount_point') ?? fields.missing('mount_point');
    const rest = {
      size: fields.number('size'),
      sizeType: fields.text('size_type'),
      annotations: readPairs(fields, 'annotations', 'key'),
      snapshot: fields.boolean('snapshot'),
      snapshotName: fields.text('snapshot_name'),
      storageClassName: fields.text('storage_class_name'),
      accessMode: fields.oneOf('volume_access_mode', KALE_ACCESS_MODES),
      exposeAsEnvVar: fields.boolean('expose_as_env_var')
    };
    return type && name && mountPoint
      ? [compact({ type, name, mountPoint, ...rest })]
      : [];
  });
}

function readSecurityContext(
  parent: FieldReader
): KaleSecurityContext | undefined {
  const fields = parent.child('security_context');
  return (
    fields &&
    compact({
      enabled: fields.boolean('enabled'),
      runAsUser: fields.integer('run_as_user', 0),
      runAsGroup: fields.integer('run_as_group', 0),
      runAsNonRoot: fields.boolean('run_as_non_root')
    })
  );
}
