import type { CheckCode } from '../../checks/context';
import type { Examples } from './example';

/** What may be wrong with the code of cells. */
export const CHECK_EXAMPLES: Examples<CheckCode> = {
  'syntax-error': 'What the code was to be, only a person knows.',
  'output-history': 'The value needs a name, which is for a person to give.',
  'class-redefined': 'Which of the two classes is meant, only a person knows.',
  opaque: 'It is no mistake: the step takes all variables.',
  'module-state': 'The value needs a variable of the notebook.',

  'unknown-name': [
    [
      [
        ['step:a', 'x = 1'],
        ['step:b prev:a', 'y = x'],
        ['step:c', 'print(x)']
      ],
      ['Run c after a']
    ],
    [
      [
        ['step:a', 'x = 1'],
        ['', 'def f():\n    return 1'],
        ['step:b prev:a', 'y = f()'],
        ['step:c', 'print(f())']
      ],
      ['Run c after a', 'Make cell 2 a functions cell']
    ],
    [
      [
        ['step:a', 'total = 1'],
        ['step:b', 'print(totl, "totl")\nf"{totl}"']
      ],
      ['Write total'],
      ['total = 1', 'print(total, "totl")\nf"{total}"']
    ],
    [[['step:a', 'prnt(1)']], ['Write print'], ['print(1)']],
    // In a word of two letters any other is close.
    [[['step:a', 'n2 = 1\nn1']], []],
    [
      [['step:a', 'a = np.zeros(3)']],
      ['Add import numpy as np'],
      ['import numpy as np\na = np.zeros(3)']
    ],
    [
      [
        ['imports', 'import os'],
        ['step:a', 'math.sqrt(4)']
      ],
      ['Add import math to cell 1'],
      ['import os\nimport math', 'math.sqrt(4)']
    ],
    [
      [
        ['skip', 'x = 1'],
        ['step:a', 'print(x)']
      ],
      ['Do not skip cell 1']
    ],
    [
      [
        ['step:a', 'x = 1'],
        ['step:b', 'x = 2', { cellway: { exclude: ['x'] } }],
        ['step:c', 'print(x)']
      ],
      ['Pass x on from b']
    ],
    // To move cells is for a person.
    [
      [
        ['step:a', 'print(x)'],
        ['step:b', 'x = 1']
      ],
      []
    ]
  ],
  'exclude-unknown': [
    [
      [['step:a', 'file = 1', { cellway: { exclude: ['fiel', 'x'] } }]],
      ['Pass fiel on from a', 'Pass x on from a']
    ]
  ],
  'idle-step': [
    [
      [
        ['step:load', 'x = 1'],
        ['step:helpers', 'import os\n\ndef f():\n    return os.sep'],
        ['', 'class A:\n    "Kept."'],
        ['step:report', 'print(f(), A(), x)']
      ],
      ['Make cells 2 and 3 functions cells']
    ],
    [
      [
        ['step:setup', 'import os'],
        ['step:report prev:setup', 'print(os.sep)']
      ],
      ['Make cell 1 an imports cell']
    ]
  ],
  'branches-differ': [
    [
      [
        ['step:a', 'x = []'],
        ['step:b prev:a', 'x.append(1)'],
        ['step:c prev:a', 'print(x)']
      ],
      ['Run c after b']
    ],
    [
      [
        ['step:a', '1'],
        ['step:b prev:a', 'open("f", "w")'],
        ['step:c prev:a', 'open("f")']
      ],
      ['Run c after b']
    ]
  ],
  'two-writers': [
    [
      [
        ['step:a', 'x = []'],
        ['step:b prev:a', 'x.append(1)'],
        ['step:c prev:a', 'x.append(2)'],
        ['step:d prev:b prev:c', 'print(x)']
      ],
      ['Run c after b']
    ]
  ],
  'not-storable': [
    [
      [
        ['step:a', 'import os\nf = open("x")\nprint(1)'],
        ['step:b', 'print(2)\ntext = f.read()\nf.close()']
      ],
      ['Make f in b', 'Merge b into a'],
      [
        'import os\nprint(1)',
        'print(2)\nf = open("x")\ntext = f.read()\nf.close()'
      ]
    ],
    [
      [
        ['step:a', 'rows = [1]\ng = (n for n in rows)'],
        ['step:b', 'print(sum(g))']
      ],
      ['Make g in b', 'Merge b into a'],
      ['rows = [1]', 'g = (n for n in rows)\nprint(sum(g))']
    ],
    // It would give other numbers: the list grows.
    [
      [
        ['step:a', 'rows = [1]\ng = (n for n in rows)'],
        ['step:b', 'rows = []'],
        ['step:c', 'print(sum(g))']
      ],
      ['Merge a, b and c']
    ],
    // The file may be another one by then.
    [
      [
        ['step:a', 'print(1)\nf = open("x")\nopen("x", "a").write("1")'],
        ['step:b', 'f.read()']
      ],
      ['Merge b into a']
    ],
    // Each reads on where the other ended.
    [
      [
        ['step:a', 'print(1)\nf = open("x")'],
        ['step:b', 'f.readline()'],
        ['step:c', 'f.readline()']
      ],
      ['Merge b into a']
    ],
    [
      [
        ['step:a', 'print(1)\nf = open("x")\nf.readline()'],
        ['step:b', 'f.readline()']
      ],
      ['Merge b into a']
    ],
    // Code that nobody can read takes all there is.
    [
      [
        ['step:a', 'f = open("x")\ntext = f.read()'],
        ['step:b', 'exec("print(text)")']
      ],
      ['Do not pass f on from a', 'Merge b into a']
    ],
    [
      [
        ['step:a', 'f = open("x")\nn = 3'],
        ['step:b', 'if n > 5:\n    print(f.read())']
      ],
      ['Make f in b', 'Do not pass f on from a', 'Merge b into a']
    ],
    [
      [
        ['step:a', 'f = open("x")'],
        ['step:b', 'f.read()']
      ],
      ['Merge b into a']
    ],
    [
      [
        ['step:a', 'f = open("x")'],
        ['step:b', '1'],
        ['step:c', 'f.read()']
      ],
      ['Merge a, b and c']
    ],
    [
      [
        ['step:a', 'f = open("x")'],
        ['functions', 'def g(): pass'],
        ['step:c', 'f.read()']
      ],
      []
    ]
  ],
  'unsupported-magic': [
    [[['step:a', 'x = 1\n%who  # all']], ['Remove %who'], ['x = 1']],
    [[['step:a', '%reset -f\nx = 1']], ['Remove %reset'], ['x = 1']]
  ],
  'input-call': [
    [
      [['step:a', 'name = input("Who?")']],
      ['Make name a parameter'],
      ["name = ''"]
    ],
    [
      [
        ['pipeline-parameters', 'rate = 1'],
        ['step:a', 'n = int(input())\nprint(n)']
      ],
      ['Make n a parameter'],
      ['rate = 1\nn = 0', 'print(n)']
    ],
    [
      [
        ['imports', 'import os'],
        ['step:a', 'x = 1\ny = input()']
      ],
      ['Make y a parameter'],
      ['import os', "y = ''", 'x = 1']
    ],
    [[['step:a', 'x = 1; y = input()']], []],
    [[['step:a', 'print(input())']], []]
  ],
  'not-reproducible': [
    [
      [['step:a', 'import random\nx = random.random()']],
      ['Add random.seed(0)'],
      ['import random\nrandom.seed(0)\nx = random.random()']
    ],
    [
      [
        ['imports', 'import numpy as np'],
        ['step:a', 'if 1:\n    x = np.random.rand(3)']
      ],
      ['Add np.random.seed(0)'],
      [
        'import numpy as np',
        'np.random.seed(0)\nif 1:\n    x = np.random.rand(3)'
      ]
    ],
    [
      [['step:a', 'from random import shuffle\nshuffle([1])']],
      ['Add import random; random.seed(0)'],
      [
        'from random import shuffle\nimport random\nrandom.seed(0)\nshuffle([1])'
      ]
    ],
    [
      [
        ['imports', 'import torch\ntorch.manual_seed(0)'],
        ['step:a', 'n = 3\nx = torch.rand(n)']
      ],
      ['Add torch.manual_seed(0)'],
      [
        'import torch\ntorch.manual_seed(0)',
        'n = 3\ntorch.manual_seed(0)\nx = torch.rand(n)'
      ]
    ]
  ],
  'parameter-repeated': [
    [
      [['pipeline-parameters', 'n = 1  # old\nm = 2\nn = 3']],
      ['Remove this n'],
      ['m = 2\nn = 3']
    ],
    [[['pipeline-parameters', 'n = 1\nm = [n]\nn = 3']], []]
  ],
  'parameter-not-literal': [
    [
      [['pipeline-parameters', 'day = 60 * 60 * 24']],
      ['Write 86400'],
      ['day = 86400']
    ],
    [[['pipeline-parameters', 'n = 1\nm = n + 1']], []]
  ]
};
