// Passkeys: asks the browser's authenticators and carries WebAuthn's JSON to and from the app.
//
// Options and answers are JSON text with binary values in base64url, as the server has them.
// Failures are thrown as Errors whose message is a code the app turns into words: "no-passkeys",
// "not-allowed" (the person said no, or time ran out), "known" (registered on this device before).

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function base64url(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function described(credentials) {
  return (credentials ?? []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

function failure(cause) {
  const codes = { NotAllowedError: "not-allowed", AbortError: "not-allowed", InvalidStateError: "known" };
  return new Error(codes[cause?.name] ?? "no-passkeys", { cause });
}

function written(credential, response) {
  return JSON.stringify({
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    response,
    extensions: {},
  });
}

globalThis.puhuiPasskey = {
  // Whether this page may ask for passkeys: a browser that has them, and an address with a name.
  isPossible() {
    const isAddress = /^[\d.]+$|:/.test(location.hostname);
    return Boolean(globalThis.PublicKeyCredential) && isSecureContext && !isAddress;
  },

  async create(text) {
    const options = JSON.parse(text);
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = described(options.excludeCredentials);
    try {
      const credential = await navigator.credentials.create({ publicKey: options });
      const { attestationObject, clientDataJSON } = credential.response;
      return written(credential, {
        attestationObject: base64url(attestationObject),
        clientDataJSON: base64url(clientDataJSON),
      });
    } catch (cause) {
      throw failure(cause);
    }
  },

  async get(text) {
    const options = JSON.parse(text);
    options.challenge = bytes(options.challenge);
    options.allowCredentials = described(options.allowCredentials);
    try {
      const credential = await navigator.credentials.get({ publicKey: options });
      const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
      return written(credential, {
        authenticatorData: base64url(authenticatorData),
        clientDataJSON: base64url(clientDataJSON),
        signature: base64url(signature),
        userHandle: userHandle ? base64url(userHandle) : null,
      });
    } catch (cause) {
      throw failure(cause);
    }
  },
};
