//! Where a paragraph's lines end.
//!
//! Chinese breaks between any two characters, but a line neither begins with a closing mark nor ends with an
//! opening one. Words and figures stay whole unless they are longer than a line.

use super::PdfError;
use super::face::Face;

/// What no line begins with.
const CLOSING: &str = "，。；：、？！）》】”’％%…·,.;:!?)]";
/// What no line ends with.
const OPENING: &str = "（《【“‘([";

/// The lines of `text` when they may be `width` wide, the first `indent` narrower. In units of the type size.
///
/// # Errors
/// [`PdfError::NoGlyph`].
pub(super) fn broken(
    text: &str,
    width: f32,
    indent: f32,
    face: &Face,
) -> Result<Vec<String>, PdfError> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut left = width - indent;
    for piece in pieces(text) {
        let wide = face.width(&piece)?;
        if wide > left && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            left = width;
        }
        if wide <= left {
            left -= wide;
            line.push_str(&piece);
        } else {
            // Longer than a whole line: broken anywhere.
            for character in piece.chars() {
                let wide = face.glyph(character)?.width;
                if wide > left && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    left = width;
                }
                left -= wide;
                line.push(character);
            }
        }
    }
    lines.push(line.trim_end().to_owned());
    Ok(lines)
}

/// The parts of a text between which a line may end.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for character in text.chars() {
        let last = pieces.last_mut();
        let stays = CLOSING.contains(character)
            || OPENING.contains(before)
            || (is_word(before) && (is_word(character) || character == ' '));
        match last {
            Some(last) if stays => last.push(character),
            _ => pieces.push(character.to_string()),
        }
        before = character;
    }
    pieces
}

/// Part of a word or a figure, which is not Chinese.
const fn is_word(character: char) -> bool {
    character.is_ascii_graphic()
}

#[cfg(test)]
mod tests {
    use super::super::face::face;
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        broken(text, width, 0.0, face().unwrap()).unwrap()
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_closing_and_after_opening_marks() {
        assert_eq!(lines("甲乙丙丁戊", 2.0), ["甲乙", "丙丁", "戊"]);
        assert_eq!(lines("甲乙，丙丁", 2.0), ["甲", "乙，", "丙丁"]);
        assert_eq!(lines("甲（乙）丙", 3.0), ["甲", "（乙）", "丙"]);
    }

    #[test]
    fn words_and_figures_stay_whole_unless_no_line_is_long_enough() {
        assert_eq!(lines("年利率3.85%计息", 5.0), ["年利率", "3.85%计息"]);
        let digest = "0123456789abcdef".repeat(4);
        assert!(lines(&digest, 10.0).iter().all(|line| line.len() < 20));
        assert_eq!(lines(&digest, 10.0).concat(), digest);
    }

    #[test]
    fn a_line_with_nothing_on_it_is_still_a_line() {
        assert_eq!(lines("", 5.0), [""]);
    }
}
