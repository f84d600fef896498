/** Pieces of zones that many cases are made of; all about corp.test. */

export const oneHost = `
  corp.test MX 10 mx.corp.test
  mx.corp.test A 192.0.2.1
`;
export const twoHosts = `
  corp.test MX 10 mx.corp.test
  corp.test MX 20 mx.other.test
  mx.corp.test A 192.0.2.1
  mx.other.test AAAA 2001:db8::1
`;
export const signed = `
  signed corp.test
  signed other.test
`;
export const sts = `
  _mta-sts.corp.test TXT v=STSv1; id=1
`;
const digest = '0123456789abcdef'.repeat(4);
export const tlsa = `
  _25._tcp.mx.corp.test TLSA 3 1 1 ${digest}
`;
export const otherTlsa = `
  _25._tcp.mx.other.test TLSA 2 0 1 ${digest}
`;
export const badTlsa = `
  _25._tcp.mx.corp.test TLSA 1 0 1 ${digest}
`;
export const reject = `
  _dmarc.corp.test TXT v=DMARC1; p=reject; rua=mailto:dmarc@corp.test
`;
export const anySender = `
  corp.test TXT v=spf1 +all
`;
