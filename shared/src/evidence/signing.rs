//! What a signer's key signs.
//!
//! The device makes these bytes itself from what is on its screen, the server makes them again, and
//! so does whoever verifies: nobody signs bytes that somebody else handed over.

use super::der::{
    CONTEXT_0, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, SET, UTF8_STRING, value,
};
use crate::canonical::Digest;

/// 1.2.840.113549.1.9.3, 1.2.840.113549.1.7.1: the content's type, and that it is data.
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/// 1.2.840.113549.1.9.4: the content's digest.
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// 1.2.840.113549.1.9.16.2.47: which certificate is meant (RFC 5035).
const SIGNING_CERTIFICATE_V2: &[u8] =
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
/// 1.2.840.113556.1.8000.2554.23310.14930.27951.19486.40714.8153885.5147189:
/// which agreement is meant. Ours: the UUID 5b0e3a52-6d2f-4c1e-9f0a-7c6b1d4e8a35 in the arc that takes UUIDs in parts,
/// for libraries do not read the 128 bits that one under 2.25 would have.
const AGREEMENT: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x14, 0x01, 0xbe, 0x40, 0x93, 0x7a, 0x81, 0xb6, 0x0e, 0xf4, 0x52,
    0x81, 0xda, 0x2f, 0x81, 0x98, 0x1e, 0x82, 0xbe, 0x0a, 0x83, 0xf1, 0xd6, 0x1d, 0x82, 0xba, 0x94,
    0x35,
];

/// The text that names what is agreed to.
///
/// Four lines: the purpose, so that the signature can serve for nothing else; the
/// contract; the server's one-time challenge, so that it cannot be replayed; and the
/// application. The identifier comes last, so that nothing in it can be taken for another line.
///
/// # Example
/// ```
/// use shared::canonical::Digest;
/// use shared::evidence::signing_message;
/// let (contract, challenge) = (Digest::of(b"contract"), Digest::of(b"challenge"));
/// assert_eq!(
///     signing_message(contract, "application-1", challenge),
///     format!("puhui-contract-signature-1\n{contract}\n{challenge}\napplication-1")
/// );
/// ```
pub fn signing_message(contract: Digest, application_id: &str, challenge: Digest) -> String {
    let (contract, challenge) = (contract.to_string(), challenge.to_string());
    ["puhui-contract-signature-1\n", &contract, "\n", &challenge, "\n", application_id].concat()
}

/// The text that names what the bank certifies when it signs that a loan is settled.
///
/// Three lines, as in [`signing_message`]: the purpose, the digest of what is certified, the loan.
///
/// # Example
/// ```
/// use shared::canonical::Digest;
/// use shared::evidence::settlement_message;
/// let certificate = Digest::of(b"certificate");
/// assert_eq!(
///     settlement_message(certificate, "loan-1"),
///     format!("puhui-settlement-certificate-1\n{certificate}\nloan-1")
/// );
/// ```
pub fn settlement_message(certificate: Digest, loan_id: &str) -> String {
    ["puhui-settlement-certificate-1\n", &certificate.to_string(), "\n", loan_id].concat()
}

/// The bytes a signature on a contract, or on what the bank certifies, is over: CMS signed attributes in DER.
///
/// They name the PDF by the digest of what its signature covers, the signer's certificate by
/// its digest, and the agreement by [`signing_message`]. They are the attributes of the signature in the
/// PDF, so that one signature serves both the evidence and any PDF reader.
///
/// # Source
/// RFC 5652, 5.4 and 11; RFC 5035 for the certificate; ETSI EN 319 122-1 for the set of them. The fourth
/// attribute is ours. `FORMAT.md`, 6.
pub fn signed_attributes(pdf: Digest, certificate: Digest, message: &str) -> Vec<u8> {
    let attribute = |name: &[u8], content: Vec<u8>| {
        value(SEQUENCE, &[&value(OBJECT_IDENTIFIER, &[name]), &value(SET, &[&content])])
    };
    let mut meant = value(OCTET_STRING, &[certificate.as_bytes()]);
    for _ in ["ESSCertIDv2", "its list", "SigningCertificateV2"] {
        meant = value(SEQUENCE, &[&meant]);
    }
    // DER orders a set by its members' bytes; these lengths make this order the right one.
    value(
        SET,
        &[
            &attribute(CONTENT_TYPE, value(OBJECT_IDENTIFIER, &[DATA])),
            &attribute(MESSAGE_DIGEST, value(OCTET_STRING, &[pdf.as_bytes()])),
            &attribute(SIGNING_CERTIFICATE_V2, meant),
            &attribute(AGREEMENT, value(UTF8_STRING, &[message.as_bytes()])),
        ],
    )
}

/// What a key signs to prove that its owner holds it: the information of a PKCS #10 request for a
/// certificate. The subject is empty: the authority is told by the bank whom it verified.
///
/// `public_key` is the key's `SubjectPublicKeyInfo` in DER.
///
/// # Source
/// RFC 2986, 4.1.
pub fn certification_request_info(public_key: &[u8]) -> Vec<u8> {
    let version = value(INTEGER, &[&[0]]);
    let (subject, attributes) = (value(SEQUENCE, &[]), value(CONTEXT_0, &[]));
    value(SEQUENCE, &[&version, &subject, public_key, &attributes])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content of a set whose length takes more than one byte to write.
    fn content(set: &[u8]) -> &[u8] {
        assert_eq!((set[0], set[1] & 0x80), (SET, 0x80));
        let (length, content) = set[2..].split_at(usize::from(set[1] & 0x7f));
        let length = length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        assert_eq!(content.len(), length);
        content
    }

    /// The four attributes for a message, each from where it begins.
    fn attributes_of(set: &[u8]) -> [&[u8]; 4] {
        [0, 26, 26 + 49, 26 + 49 + 57].map(|start| &content(set)[start..])
    }

    #[test]
    fn the_attributes_stand_in_the_order_der_wants_for_an_agreement_and_for_the_bank() {
        let agreement = signing_message(Digest::ZERO, "0198f3c2-aa10", Digest::ZERO);
        let settled = settlement_message(Digest::ZERO, "0198f3c2-aa10");
        for message in [agreement, settled] {
            let bytes = signed_attributes(Digest::of(b"pdf"), Digest::of(b"certificate"), &message);
            let attributes = attributes_of(&bytes);
            assert!(attributes.iter().all(|attribute| attribute[0] == SEQUENCE));
            assert!(attributes.is_sorted());
            assert!(bytes.ends_with(b"0198f3c2-aa10"));
        }
    }

    #[test]
    fn a_request_names_the_key_and_nobody() {
        assert_eq!(
            certification_request_info(&[0x30, 0]),
            [0x30, 9, 2, 1, 0, 0x30, 0, 0x30, 0, 0xa0, 0]
        );
    }
}
