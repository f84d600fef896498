/** Pieces of zones that many cases are made of; all about corp.info. */

export const oneHost = `
  corp.info MX 10 mx.corp.info
  mx.corp.info A 192.0.2.1
`;
export const twoHosts = `
  corp.info MX 10 mx.corp.info
  corp.info MX 20 mx.other.info
  mx.corp.info A 192.0.2.1
  mx.other.info AAAA 2001:db8::1
`;
export const signed = `
  signed corp.info
  signed other.info
`;
export const sts = `
  _mta-sts.corp.info TXT v=STSv1; id=1
`;
const digest = '0123456789abcdef'.repeat(4);
export const tlsa = `
  _25._tcp.mx.corp.info TLSA 3 1 1 ${digest}
`;
export const otherTlsa = `
  _25._tcp.mx.other.info TLSA 2 0 1 ${digest}
`;
export const badTlsa = `
  _25._tcp.mx.corp.info TLSA 1 0 1 ${digest}
`;
export const reject = `
  _dmarc.corp.info TXT v=DMARC1; p=reject; rua=mailto:dmarc@corp.info
`;
export const anySender = `
  corp.info TXT v=spf1 +all
`;
