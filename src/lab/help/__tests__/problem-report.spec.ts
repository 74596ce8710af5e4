import { ServiceError } from '../../api/service-error';
import { problemReport } from '../problem-report';
import { isMismatch, type Versions } from '../versions';

const VERSIONS: Versions = {
  page: '1.2.3',
  service: { version: '1.2.3', pid: 7, node: '24.1.0' },
  application: 'JupyterLab 4.6.4'
};

const NO_SERVICE = new ServiceError(503, {
  code: 'service-died',
  message: '/home/ada/cellway died',
  hint: 'Look at /home/ada/log.'
});

describe('a report', () => {
  it('holds what who reads it has to know', () => {
    const text = problemReport({
      versions: VERSIONS,
      findings: [{ subject: 'Node', state: 'well', text: '24' }],
      browser: 'Chromium 142',
      problem: 'no-kernel'
    });
    for (const fact of ['1.2.3', '24.1.0', '4.6.4', '142', 'no-kernel']) {
      expect(text).toContain(fact);
    }
    expect(text).toContain('all is well');
  });

  it('holds nothing private, whatever went wrong', () => {
    const text = problemReport({
      versions: { ...VERSIONS, service: NO_SERVICE },
      findings: [
        {
          subject: 'Store',
          state: 'missing',
          text: 'in /home/ada/secret',
          hint: 'See /home/ada.'
        }
      ],
      browser: 'Chromium'
    });
    expect(text).toContain('service-died');
    expect(text).toContain('Store: missing');
    expect(text).not.toContain('ada');
  });
});

describe('versions', () => {
  it('differ only where both are known', () => {
    expect(isMismatch(VERSIONS)).toBe(false);
    expect(isMismatch({ ...VERSIONS, page: '1.2.4' })).toBe(true);
    expect(isMismatch({ ...VERSIONS, service: NO_SERVICE })).toBe(false);
  });
});
