import type { ProblemCode } from '../../../notebook/problems';
import type { Examples } from './example';

const SETTINGS = {
  cellway: { version: 1, after: ['a', 'nobody', 'lod'], timeout: 'soon' }
};

/** What may be wrong with tags and settings. */
export const TAG_EXAMPLES: Examples<ProblemCode> = {
  'tags-not-a-list': 'What somebody else has put there is not thrown away.',
  'metrics-before-step': 'Cells stay in their places, and only Kale minds.',
  'notebook-path-missing': 'Which file it is, only a person knows.',
  'settings-newer': 'It takes a newer Cellway.',

  'tag-misspelt': [
    [
      [
        ['step:a', '1'],
        ['', '2', { tags: ['step :b'] }]
      ],
      ['Write step:b', 'Remove the tag step :b']
    ],
    [[['Skip', '1']], ['Write skip', 'Remove the tag Skip']],
    // It would be one step too many.
    [[['step:a Steps:b', '1']], ['Remove the tag Steps:b']]
  ],
  'step-unnamed': [
    [
      [
        ['step:a', 'x = 1'],
        ['markdown', '# Clean the data'],
        ['step:', 'y = x']
      ],
      ['Name it clean_the_data', 'Remove the tag step:']
    ],
    [[['block:', 'rows = 1']], ['Name it make_rows', 'Remove the tag block:']],
    [[['step:a step:', '1']], ['Remove the tag step:']]
  ],
  'step-apart': [
    [
      [
        ['step:a', '1'],
        ['step:b', '1'],
        ['step:a', '1']
      ],
      ['Name these cells "a_2"']
    ]
  ],
  'names-alike': [
    [
      [
        ['step:a_b', '1'],
        ['step:a-b', '1'],
        ['step:c prev:a-b', '1']
      ],
      ['Rename a-b to a-b_2']
    ]
  ],
  'step-name-long': [
    [
      [
        [`step:${'ab_'.repeat(30)}c`, '1'],
        [`step:b prev:${'ab_'.repeat(30)}c`, '1']
      ],
      [`Rename ${'ab_'.repeat(13)}… to ${'ab_'.repeat(13)}…`]
    ]
  ],
  'step-name': [
    [[['step:Load', 'x = 1']], ['Rename Load to load']],
    [
      [
        ['step:load', 'x = 1'],
        ['step:Load', 'y = 1'],
        ['step:b prev:Load prev:load', 'y']
      ],
      ['Rename Load to load_2', 'Make it part of load']
    ],
    [
      [
        ['step:load', 'x = 1'],
        ['step:b prev:Load', 'y = x']
      ],
      ['Write prev:load']
    ],
    [[['step:a;', 'x = 1']], ['Write step:a']],
    [[['step:a;Load', 'x = 1']], ['Rename Load to load']],
    [[['notebook:Load', '', { notebook_path: 'a' }]], ['Rename Load to load']]
  ],
  'prev-empty': [[[['step:a prev:', '1']], ['Remove the tag prev:']]],
  'tag-incomplete': [
    [[['step:a limit:memory', '1']], ['Remove the tag limit:memory']]
  ],
  'limit-key': [
    [[['step:a limit:my_gpu!:1', '1']], ['Remove the tag limit:my_gpu!:1']]
  ],
  'limit-value': [
    [
      [['step:a limit:memory:4GB', '1']],
      ['Write limit:memory:4G', 'Remove the tag limit:memory:4GB']
    ],
    [
      [['step:a limit:memory:-512mib', '1']],
      ['Write limit:memory:512Mi', 'Remove the tag limit:memory:-512mib']
    ],
    [
      [['step:a limit:nvidia.com/gpu:1.0', '1']],
      [
        'Write limit:nvidia.com/gpu:1',
        'Remove the tag limit:nvidia.com/gpu:1.0'
      ]
    ],
    [[['step:a limit:memory:much', '1']], ['Remove the tag limit:memory:much']]
  ],
  'label-key': [[[['step:a label:a!:1', '1']], ['Remove the tag label:a!:1']]],
  'label-value': [
    [
      [['step:a label:url:http://x', '1']],
      ['Write annotation:url:http://x', 'Remove the tag label:url:http://x']
    ]
  ],
  'annotation-key': [
    [[['step:a annotation:a!:1', '1']], ['Remove the tag annotation:a!:1']]
  ],
  'image-reference': [
    [[['step:a image:', '1']], ['Remove the tag image:']],
    [
      [['step:a image:docker://python:3.12', '1']],
      ['Write image:python:3.12', 'Remove the tag image:docker://python:3.12']
    ]
  ],
  'switch-value': [
    [
      [['step:a cache:on', '1']],
      ['Write cache:enabled', 'Write cache:disabled', 'Remove the tag cache:on']
    ]
  ],
  'secret-name': [
    [
      [['step:a secret:My_Secret:k:E', '1']],
      ['Write secret:my-secret:k:E', 'Remove the tag secret:My_Secret:k:E']
    ]
  ],
  'secret-key': [
    [
      [['step:a secret:s:k/l:E', '1']],
      ['Write secret:s:k_l:E', 'Remove the tag secret:s:k/l:E']
    ]
  ],
  'secret-variable': [
    [
      [['step:a secret:s:k:api-token', '1']],
      ['Write secret:s:k:API_TOKEN', 'Remove the tag secret:s:k:api-token']
    ]
  ],
  'tag-on-text-cell': [
    [[['markdown step:a', '# A']], ['Remove the tag step:a']]
  ],
  'tag-repeated': [
    [[['step:a limit:cpu:1 limit:cpu:2', '1']], ['Remove the tag limit:cpu:1']]
  ],
  'tag-beside-special': [
    [
      [['imports step:a', 'import os']],
      ['Remove the tag step:a', 'Keep step:a']
    ],
    [[['skip limit:cpu:1', '1']], ['Remove the tag limit:cpu:1']]
  ],
  'several-specials': [
    [[['imports functions', 'import os']], ['Remove the tag functions']]
  ],
  'several-steps': [
    [[['step:a step:b', '1']], ['Keep step:a', 'Keep step:b']],
    // What waits for a step needs it.
    [
      [
        ['step:a step:b', '1'],
        ['step:c prev:a', '1']
      ],
      ['Keep step:a', 'Keep step:b']
    ]
  ],
  'step-list': [
    [[['block:a;b', '1']], ['Run it in a only', 'Run it in b only']],
    [
      [
        ['block:a;b', '1'],
        ['block:c prev:b', '1']
      ],
      ['Run it in b only']
    ]
  ],
  'prev-without-step': [
    [
      [
        ['step:a', '1'],
        ['step:b', '1'],
        ['prev:a', '1']
      ],
      ['Move it to cell 2', 'Remove the tag prev:a']
    ],
    [
      [
        ['step:a', '1'],
        ['prev:a', '1']
      ],
      ['Remove the tag prev:a']
    ]
  ],
  'prev-unknown': [
    [
      [
        ['step:load', '1'],
        ['step:b prev:lod', '1']
      ],
      ['Wait for load', 'Do not wait for lod']
    ],
    [
      [
        ['step:load', '1'],
        ['step:b prev:load;nobody', '1']
      ],
      ['Do not wait for nobody']
    ]
  ],
  'prev-below': [
    [
      [
        ['step:a prev:b', '1'],
        ['step:b', '1']
      ],
      ['Do not wait for b']
    ]
  ],
  'prev-self': [[[['step:a prev:a', '1']], ['Do not wait for a']]],
  'after-unknown': [
    [
      [
        ['step:a', '1'],
        ['step:load', '1'],
        ['step:c', '1', SETTINGS]
      ],
      ['Do not wait for nobody', 'Wait for load', 'Do not wait for lod']
    ]
  ],
  'after-below': [
    [
      [
        ['step:a', '1', { cellway: { after: ['b'] } }],
        ['step:b', '1']
      ],
      ['Do not wait for b']
    ]
  ],
  'after-self': [
    [[['step:a', '1', { cellway: { after: ['a'] } }]], ['Do not wait for a']]
  ],
  'name-taken': [
    [
      [
        ['step:a', '1'],
        ['notebook:a', '', { notebook_path: 'x.ipynb' }]
      ],
      ['Rename to a_2']
    ]
  ],
  'not-first-cell': [
    [
      [
        ['step:a', '1'],
        ['limit:cpu:1', '1']
      ],
      ['Move it to cell 1', 'Remove limit:cpu:1']
    ],
    [
      [
        ['step:a limit:cpu:2', '1'],
        ['limit:cpu:1', '1']
      ],
      ['Remove limit:cpu:1']
    ],
    [
      [
        ['step:a', '1'],
        ['step:b', '1'],
        ['step:b prev:a', '1']
      ],
      ['Move it to cell 2', 'Remove prev:a']
    ],
    [
      [
        ['step:a', '1'],
        ['', '1', { cellway: { timeout: 3 } }]
      ],
      ['Remove what is set for this cell']
    ]
  ],
  'notebook-cell-code': [
    [
      [
        ['notebook:n', 'x = 1', { notebook_path: 'x.ipynb' }],
        ['step:b prev:n', 'print(x)']
      ],
      ['Run this code as the step n']
    ]
  ],
  'no-step-after-notebook': [
    [
      [
        ['notebook:n', '', { notebook_path: 'x.ipynb' }],
        ['', 'x = 1']
      ],
      ['Make it the step after_n']
    ]
  ],
  'setting-type': [
    [
      [['step:a', '1', { cellway: { timeout: 'soon' } }]],
      ['Remove cellway.timeout']
    ],
    [[['step:a', '1', { cellway: 'text' }]], ['Remove cellway']],
    [
      [['step:a', '1', { cellway: { environment: { 'A.B': [] } } }]],
      ['Remove cellway.environment.A.B']
    ]
  ],
  'setting-value': [
    [
      [['step:a', '1', { cellway: { resources: { cpu: 'much' } } }]],
      ['Remove cellway.resources.cpu']
    ],
    // What is missing goes with what it is missing in.
    [
      [['step:a', '1', { cellway: { secrets: [{ secret: 's', key: 'k' }] } }]],
      ['Remove cellway.secrets[0]']
    ]
  ],
  'setting-unknown': [
    [[['step:a', '1', { cellway: { tmeout: 3 } }]], ['Remove cellway.tmeout']]
  ]
};
