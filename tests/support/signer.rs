//! A signer's key, as a browser would make one.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use shared::api::{ContractView, SignContractRequest};

/// A key pair that belongs to one device.
#[derive(Debug)]
pub struct Signer(SigningKey);

impl Signer {
    /// The key that grows from `seed`; the same one every time.
    ///
    /// # Panics
    /// For seed zero, which is no key.
    pub fn seeded(seed: u8) -> Self {
        Self(SigningKey::from_slice(&[seed; 32]).expect("a seed above zero is a key"))
    }

    /// The request that signs exactly this contract.
    ///
    /// # Panics
    /// Never: the key is a valid one.
    pub fn sign(&self, contract: &ContractView) -> SignContractRequest {
        let signature: Signature = self.0.sign(contract.signing_message.as_bytes());
        let public_key = self.0.verifying_key().to_public_key_der().expect("a valid key");
        SignContractRequest {
            contract_digest: contract.digest,
            public_key: base64(public_key.as_bytes()),
            signature: base64(&signature.to_bytes()),
        }
    }
}

/// Base64 with padding, as `btoa` writes it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_usize, |group, at| {
            group << 8 | usize::from(chunk.get(at).copied().unwrap_or_default())
        });
        for place in 0..4 {
            let is_there = place <= chunk.len();
            let letter = LETTERS[group >> (18 - 6 * place) & 63];
            text.push(if is_there { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_padded_as_browsers_pad_it() {
        let texts = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(texts, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
