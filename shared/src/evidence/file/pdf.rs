//! What a signature inside a PDF covers.

use crate::canonical::Digest;

/// Where a signature says which bytes it covers.
const BYTE_RANGE: &[u8] = b"/ByteRange [";

/// The digest of what the one signature of a PDF covers: the whole file but the signature itself.
///
/// `None` when there is not exactly one signature, or it leaves out more than itself.
pub fn signed_digest(pdf: &[u8]) -> Option<Digest> {
    let mut places = pdf.windows(BYTE_RANGE.len()).enumerate();
    let mut places = places.by_ref().filter(|(_, window)| *window == BYTE_RANGE);
    let (Some((place, _)), None) = (places.next(), places.next()) else { return None };
    let numbers = pdf.get(place.checked_add(BYTE_RANGE.len())?..)?;
    let numbers = numbers.get(..numbers.iter().position(|byte| *byte == b']')?)?;
    let numbers = str::from_utf8(numbers).ok()?.split(' ').filter(|number| !number.is_empty());
    let numbers: Vec<usize> = numbers.map(decimal).collect::<Option<_>>()?;
    let [0, before, after, length] = numbers.as_slice() else { return None };
    let (covered_before, signature) = (pdf.get(..*before)?, pdf.get(*before..*after)?);
    let covered_after = pdf.get(*after..)?;
    let digits = signature.strip_prefix(b"<")?.strip_suffix(b">")?;
    let is_whole = covered_after.len() == *length && digits.iter().all(u8::is_ascii_hexdigit);
    is_whole.then(|| Digest::of(&[covered_before, covered_after].concat()))
}

fn decimal(text: &str) -> Option<usize> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(range: &str, hole: &str) -> Vec<u8> {
        format!("%PDF /ByteRange [{range}] /Contents {hole} end").into_bytes()
    }

    #[test]
    fn everything_but_the_signature_is_covered() {
        let (one, other) = (file("0 40 44  4 ", "<00>"), file("0 40 44  4 ", "<ff>"));
        assert_eq!((one.get(40), one.len()), (Some(&b'<'), 48));
        assert!(signed_digest(&one).is_some());
        assert_eq!(signed_digest(&one), signed_digest(&other));
    }

    #[test]
    fn a_signature_that_leaves_more_out_than_itself_covers_nothing() {
        for (range, hole) in [
            ("0 40 44  3 ", "<00>"),
            ("1 40 44  4 ", "<00>"),
            ("0 39 44  4 ", "<00>"),
            ("0 40 44  4 ", "<0!>"),
            ("0 40 44 ", "<00>"),
            ("0 40 99  4 ", "<00>"),
            ("0 -4 44  4 ", "<00>"),
        ] {
            assert_eq!(signed_digest(&file(range, hole)), None, "{range}");
        }
        let twice = [file("0 40 44  4 ", "<00>"), file("0 40 44  4 ", "<00>")].concat();
        assert_eq!(signed_digest(&twice), None);
        assert_eq!(signed_digest(b"%PDF without a signature"), None);
    }
}
