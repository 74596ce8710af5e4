import type { FormComponent } from '@jupyterlab/ui-components';
import type React from 'react';

type Validator = React.ComponentProps<typeof FormComponent>['validator'];

/**
 * Finds nothing wrong: what is a value is for the parameter's type in Python to
 * say, as everywhere in Cellway, and not for a JSON Schema.
 */
export const noValidator: Validator = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  toErrorList: () => [],
  isValid: () => true,
  rawValidation: () => ({})
};
