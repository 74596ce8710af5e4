/**
 * What is wrong with a value that Kubernetes, or a container, would have to
 * take. Tags, metadata and forms are all held to these rules.
 */
import { isImageReference } from './image-reference';
import {
  isLabel,
  isLabelValue,
  isQualifiedName,
  isQuantity,
  isSecretKey,
  isSubdomain,
  isVariableName,
  needsWholeNumber,
  quantityValue
} from './kubernetes';
import { toStepName } from './step-names';

export interface Fault {
  /** Without a full stop, so that more can be said. */
  readonly message: string;
  /** What to do about it. */
  readonly suggestion: string;
}

/** An amount of a resource: `500m` of `cpu`, `1` of `nvidia.com/gpu`. */
export function amountFault(
  resource: string,
  amount: string
): Fault | undefined {
  const isWhole = needsWholeNumber(resource);
  if (isWhole ? /^\d+$/.test(amount) : isQuantity(amount)) {
    return quantityValue(amount) >= 0
      ? undefined
      : {
          message: `"${amount}" is less than nothing`,
          suggestion: 'Write it without the minus.'
        };
  }
  return {
    message: `"${amount}" is not an amount of ${resource}`,
    suggestion: isWhole
      ? 'Write a whole number: 1.'
      : 'Write a number with a unit or without: 500m, 2, 4Gi.'
  };
}

/** The name of a resource: `cpu`, `nvidia.com/gpu`. */
export function resourceFault(name: string): Fault | undefined {
  return isQualifiedName(name)
    ? undefined
    : {
        message: `"${name}" is not the name of a resource`,
        suggestion:
          'Write cpu, memory, or a name as Kubernetes has it: nvidia.com/gpu.'
      };
}

/** The key of a label or an annotation. */
export function keyFault(key: string): Fault | undefined {
  return isQualifiedName(key)
    ? undefined
    : {
        message: `"${key}" cannot be a key in Kubernetes`,
        suggestion:
          'Use at most 63 letters, digits, ".", "_" and "-", after a domain and "/" or alone.'
      };
}

export function labelValueFault(value: string): Fault | undefined {
  return isLabelValue(value)
    ? undefined
    : {
        message: `"${value}" cannot be the value of a Kubernetes label`,
        suggestion:
          'Use at most 63 letters, digits, ".", "_" and "-"; an annotation can hold any text.'
      };
}

export function imageFault(reference: string): Fault | undefined {
  return isImageReference(reference)
    ? undefined
    : {
        message: `"${reference}" is not the name of a container image`,
        suggestion: 'Write it as docker pull takes it: python:3.12.'
      };
}

export function secretNameFault(name: string): Fault | undefined {
  return isSubdomain(name)
    ? undefined
    : {
        message: `"${name}" is not the name of a Kubernetes Secret`,
        suggestion: 'Use lower-case letters, digits, "-" and ".".'
      };
}

export function secretKeyFault(key: string): Fault | undefined {
  return isSecretKey(key)
    ? undefined
    : {
        message: `"${key}" is not a key of a Kubernetes Secret`,
        suggestion: 'Use letters, digits, "-", "_" and ".".'
      };
}

export function variableFault(name: string): Fault | undefined {
  return isVariableName(name)
    ? undefined
    : {
        message: `"${name}" is not the name of an environment variable`,
        suggestion: `Call it ${toVariableName(name)}.`
      };
}

export function volumeNameFault(name: string): Fault | undefined {
  return isLabel(name)
    ? undefined
    : {
        message: `"${name}" cannot be the name of a volume`,
        suggestion: `Call it ${toStepName(name).replace(/_/g, '-').slice(0, 63)}.`
      };
}

/** The name of a claim, a snapshot, a class or another object of Kubernetes. */
export function objectNameFault(name: string): Fault | undefined {
  return isSubdomain(name)
    ? undefined
    : {
        message: `"${name}" cannot be a name in Kubernetes`,
        suggestion: 'Use lower-case letters, digits, "-" and ".".'
      };
}

/** Where steps find a volume. */
export function mountPathFault(path: string): Fault | undefined {
  return path.startsWith('/') && !path.includes(':') && path !== '/'
    ? undefined
    : {
        message: `"${path}" is not a folder that a volume can be at`,
        suggestion: 'Write a path from the root, without ":": /data.'
      };
}

/** A folder in a volume. */
export function subPathFault(path: string): Fault | undefined {
  const isWithin = !path.startsWith('/') && !path.split('/').includes('..');
  return isWithin
    ? undefined
    : {
        message: `"${path}" is not a folder in a volume`,
        suggestion:
          'Write a path without "/" at its start and without "..": raw/2026.'
      };
}

/** A legal name of an environment variable that is close to any text. */
export function toVariableName(text: string): string {
  const name = toStepName(text).replace(/-/g, '_').toUpperCase();
  return /^\d/.test(name) ? `_${name}` : name;
}
