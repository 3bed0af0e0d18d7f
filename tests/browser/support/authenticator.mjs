// An authenticator inside Chromium: makes passkeys, checks that somebody is there, answers at once.

// Plugs one into the phone's page; returns what it holds and what it can be told.
export async function plugIn(phone) {
  const line = await phone.context.newCDPSession(phone.page);
  await line.send("WebAuthn.enable");
  const { authenticatorId } = await line.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    // The passkeys it holds.
    async passkeys() {
      return (await line.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
    },
    // Whether whoever touches it is its owner.
    async isOwner(isUserVerified) {
      await line.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    // Forgets every passkey, as a device that was reset.
    async forget() {
      await line.send("WebAuthn.clearCredentials", { authenticatorId });
    },
  };
}

// The shop under its name: passkeys belong to names, not to numbers.
export function byName(shop) {
  return shop.url.replace("127.0.0.1", "localhost");
}
