//! An authenticator in software, written from the WebAuthn standard: one passkey, ES256.
//!
//! It does as it is told, also what no honest authenticator would: answer for another site,
//! without looking who is there, or with a counter that has been seen before.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody was there.
const PRESENT: u8 = 0x01;
/// It was checked who.
const VERIFIED: u8 = 0x04;
/// A new key is attached.
const ATTACHED: u8 = 0x40;

/// One passkey.
#[derive(Clone, Debug)]
pub struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    /// Whose it is, once registered.
    pub user: Vec<u8>,
    /// How often it has signed.
    pub counter: u32,
    /// The site it believes to be on.
    pub origin: String,
    /// Whether it checks who is there.
    pub looks: bool,
}

impl Authenticator {
    /// The authenticator that grows from `seed`; the same one every time.
    ///
    /// # Panics
    /// For seed zero, which is no key.
    pub fn seeded(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).expect("a seed above zero is a key"),
            id: vec![seed; 16],
            user: Vec::new(),
            counter: 0,
            origin: "http://localhost:8380".to_owned(),
            looks: true,
        }
    }

    /// Makes the passkey that `options` ask for.
    ///
    /// # Panics
    /// When the options are not those of a registration.
    pub fn register(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options are JSON");
        self.user = decoded(&options["user"]["id"]);
        let client = self.client_data("webauthn.create", &options["challenge"]);
        let mut data = self.data(options["rp"]["id"].as_str().expect("a site"), ATTACHED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        let attestation = attestation_of(&data);
        json!({
            "id": encoded(&self.id),
            "rawId": encoded(&self.id),
            "type": "public-key",
            "response": {
                "attestationObject": encoded(&attestation),
                "clientDataJSON": encoded(&client),
            },
            "extensions": {},
        })
        .to_string()
    }

    /// Answers the question in `options`.
    ///
    /// # Panics
    /// When the options are not those of a question.
    pub fn answer(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options are JSON");
        self.counter += 1;
        let client = self.client_data("webauthn.get", &options["challenge"]);
        let data = self.data(options["rpId"].as_str().expect("a site"), 0);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: DerSignature = self.key.sign(&signed);
        json!({
            "id": encoded(&self.id),
            "rawId": encoded(&self.id),
            "type": "public-key",
            "response": {
                "authenticatorData": encoded(&data),
                "clientDataJSON": encoded(&client),
                "signature": encoded(signature.as_bytes()),
                "userHandle": encoded(&self.user),
            },
            "extensions": {},
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        })
        .to_string()
        .into_bytes()
    }

    fn data(&self, site: &str, flags: u8) -> Vec<u8> {
        let flags = flags | PRESENT | if self.looks { VERIFIED } else { 0 };
        let mut data = Sha256::digest(site.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The public key in COSE: `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let point = point.as_bytes();
        let (x, y) = (&point[1..33], &point[33..]);
        [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat()
    }
}

/// `{"fmt": "none", "attStmt": {}, "authData": data}` in CBOR.
fn attestation_of(data: &[u8]) -> Vec<u8> {
    let length = u8::try_from(data.len()).expect("a short key");
    let head = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58";
    [head.as_slice(), &[length], data].concat()
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().expect("text")).expect("base64url")
}
