//! The message a signer's key signs.

use crate::canonical::Digest;

/// The bytes signed for the contract with this digest.
///
/// Four lines of text: the purpose, so that the signature can serve for nothing else; the
/// contract; the server's one-time challenge, so that it cannot be replayed; and the
/// application. The identifier comes last, so that nothing in it can be taken for another line.
///
/// # Example
/// ```
/// use shared::canonical::Digest;
/// use shared::evidence::signing_message;
/// let (contract, challenge) = (Digest::of(b"contract"), Digest::of(b"challenge"));
/// let message = signing_message(contract, "application-1", challenge);
/// assert_eq!(
///     String::from_utf8(message).unwrap(),
///     format!("puhui-contract-signature-1\n{contract}\n{challenge}\napplication-1")
/// );
/// ```
pub fn signing_message(contract: Digest, application_id: &str, challenge: Digest) -> Vec<u8> {
    let mut message = "puhui-contract-signature-1\n".to_owned();
    message.push_str(&contract.to_string());
    message.push('\n');
    message.push_str(&challenge.to_string());
    message.push('\n');
    message.push_str(application_id);
    message.into_bytes()
}
