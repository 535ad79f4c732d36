// ali-oss reads no variable itself: every guide for it passes OSS_ACCESS_KEY_ID and its kin, as here.
import OSS from 'ali-oss';

const store = new OSS({
  accessKeyId: process.env.OSS_ACCESS_KEY_ID,
  accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET,
  ...(process.env.OSS_SESSION_TOKEN && { stsToken: process.env.OSS_SESSION_TOKEN }),
  endpoint: process.argv[2],
  bucket: 'interop',
});
await store.listV2({ 'max-keys': '10' });
