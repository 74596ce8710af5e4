import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { Text } from './set-up-field';
import type { SetUpModel } from './set-up-model';

interface Props {
  readonly model: SetUpModel;
  readonly trans: TranslationBundle;
}

/** What the engine takes where nothing is set. */
const REPOSITORY = 'artifact-repositories';
const ENDPOINT = 'https://s3.us-east-1.amazonaws.com';

/** What has to be known of where results are stored. */
export function ResultsFields({ model, trans }: Props): React.JSX.Element {
  switch (model.field('results')) {
    case 'repository':
      return (
        <Text
          model={model}
          name="repository"
          label={trans.__('Repository')}
          placeholder={REPOSITORY}
          hint={trans.__(
            'The ConfigMap that describes the S3 repository of Argo in the namespace.'
          )}
        />
      );
    case 'bucket':
      return <BucketFields model={model} trans={trans} />;
    default:
      return <ClaimFields model={model} trans={trans} />;
  }
}

function BucketFields({ model, trans }: Props): React.JSX.Element {
  return (
    <>
      <Text
        model={model}
        name="bucket"
        label={trans.__('Bucket')}
        placeholder={trans.__('its name')}
      />
      <Text
        model={model}
        name="bucketEndpoint"
        label={trans.__('Endpoint')}
        placeholder={ENDPOINT}
        hint={trans.__('The URL of S3, as pods reach it.')}
      />
      <Text
        model={model}
        name="bucketSecret"
        label={trans.__('Secret')}
        placeholder={trans.__('its name')}
        hint={trans.__(
          'Holds the keys of the bucket, accesskey and secretkey; cells do not get them.'
        )}
      />
    </>
  );
}

function ClaimFields({ model, trans }: Props): React.JSX.Element {
  const { claims, storageClasses } = model.choices;
  return (
    <>
      {model.field('claim') === '' && (
        <Text
          model={model}
          name="storageClass"
          label={trans.__('Storage class')}
          placeholder={
            storageClasses?.find(each => each.isDefault)?.name ??
            trans.__('that of the cluster')
          }
          suggestions={storageClasses?.map(each => each.name)}
          hint={trans.__('Of the volume that each run gets for its results.')}
        />
      )}
      <Text
        model={model}
        name="claim"
        label={trans.__('Claim')}
        placeholder={trans.__('a new one for each run')}
        suggestions={claims?.map(each => each.name)}
        hint={trans.__(
          'Or a volume that is there, for the results of all runs.'
        )}
      />
    </>
  );
}
