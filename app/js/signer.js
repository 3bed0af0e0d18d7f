// The signer's key: made on this device, kept by the browser, never readable by anyone.
//
// An ECDSA P-256 key pair whose private half cannot be exported lives in IndexedDB. The app asks
// for the public half and for signatures; it never sees the private half, nor does the server.
// Failures are thrown as Errors whose message is a code the app turns into words:
// "insecure-context", "no-key-store", "refused".

const DATABASE = "puhui-signer";
const STORE = "keys";
const KEY = "contract-signing";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

function failure(code, cause) {
  return new Error(code, { cause });
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

async function storedPair(database) {
  return settled(database.transaction(STORE, "readonly").objectStore(STORE).get(KEY));
}

// Two tabs may arrive here together: whichever key was stored first is the key.
async function keep(database, pair) {
  const store = database.transaction(STORE, "readwrite").objectStore(STORE);
  try {
    await settled(store.add(pair, KEY));
    return pair;
  } catch {
    return storedPair(database);
  }
}

async function keyPair() {
  if (!globalThis.crypto?.subtle) throw failure("insecure-context");
  let database;
  try {
    database = await open();
  } catch (cause) {
    throw failure("no-key-store", cause);
  }
  try {
    const stored = await storedPair(database);
    if (stored) return stored;
    const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
    return await keep(database, pair);
  } catch (cause) {
    throw failure("no-key-store", cause);
  } finally {
    database.close();
  }
}

function base64(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

globalThis.puhuiSigner = {
  // The public half as base64 of its SubjectPublicKeyInfo.
  async publicKey() {
    const pair = await keyPair();
    return base64(await crypto.subtle.exportKey("spki", pair.publicKey));
  },

  // An ECDSA signature with SHA-256 over `bytes`: base64 of r ‖ s, 64 bytes.
  async sign(bytes) {
    const pair = await keyPair();
    try {
      return base64(await crypto.subtle.sign(SIGNATURE, pair.privateKey, bytes));
    } catch (cause) {
      throw failure("refused", cause);
    }
  },
};
