//! What typing and pasting do to text, undone.

/// Full-width letters, digits and signs as their ASCII forms; everything else as it is.
pub(super) fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter)
        }
        '\u{3000}' => ' ',
        _ => letter,
    }
}

/// Characters that take no room: they arrive by pasting and nobody sees them.
pub(super) const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// A code as people type it, ready to check: half-width, upper case, without
/// spaces, hyphens and invisible characters.
pub(crate) fn folded_code(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|letter| {
            !letter.is_whitespace()
                && !is_invisible(*letter)
                && !matches!(letter, '-' | '\u{2010}'..='\u{2015}')
        })
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// A name as people type it: ends trimmed, inner white space single, nothing invisible.
pub(super) fn folded_name(text: &str) -> String {
    let visible: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A Chinese character, as names of people and businesses may hold.
pub(super) const fn is_han(letter: char) -> bool {
    matches!(
        letter,
        '\u{3007}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
    )
}

/// A letter of the Latin alphabet, with or without accents.
pub(super) const fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}')
}

/// The digits of `text` (at most 255), or the first character that is not one with its 1-based position.
pub(super) fn digits(text: &str) -> Result<Vec<u8>, (char, u8)> {
    text.chars()
        .zip(1..=u8::MAX)
        .map(|(letter, position)| {
            letter.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).ok_or((letter, position))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_were_typed() {
        assert_eq!(folded_code(" １１0-1０5\u{200b} 1949\u{3000}x\u{feff}\n"), "1101051949X");
    }

    #[test]
    fn names_keep_single_inner_spaces() {
        assert_eq!(folded_name("\u{feff} Ada \u{3000} Lovelace\n"), "Ada Lovelace");
    }
}
