import { readFile } from 'node:fs/promises';
import {
  PipelineFileError,
  readPipelineFile
} from '../../pipeline/kubeflow-file/read-pipeline-file';
import type { Parameter } from '../../pipeline/model';
import { CallError } from '../command';
import { readParameters } from './read-parameters';

/** What a call says of parameters. */
export interface ParameterWords {
  /** `NAME=VALUE` */
  readonly parameter?: readonly string[];
  /** The path of a pipeline of Kubeflow. */
  readonly 'parameters-from'?: string;
}

/** For `readArguments`. */
export const PARAMETER_ARGUMENTS = {
  parameter: { type: 'string', short: 'p', multiple: true },
  'parameters-from': { type: 'string' }
} as const;

/**
 * The values that a file has, and those of the call over them.
 *
 * @returns the values as Python literals
 * @throws CallError
 */
export async function readAllParameters(
  { parameter = [], 'parameters-from': file }: ParameterWords,
  parameters: readonly Parameter[]
): Promise<Record<string, string>> {
  const given = file === undefined ? [] : await readFrom(file);
  return readParameters([...given, ...parameter], parameters);
}

async function readFrom(file: string): Promise<string[]> {
  const wrong = (problem: string): CallError =>
    new CallError(`--parameters-from ${file}: ${problem}`);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw wrong('This file cannot be read.');
  }
  try {
    const inputs = readPipelineFile(text);
    return inputs.map(({ name, text }) => `${name}=${text}`);
  } catch (error) {
    if (error instanceof PipelineFileError) {
      throw wrong(error.reason ?? NO_PIPELINE);
    }
    throw error;
  }
}

const NO_PIPELINE =
  "This is no pipeline of Kubeflow, as 'cellway compile --engine kubeflow' writes it.";
