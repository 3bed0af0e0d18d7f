//! One line of a batch: read into a question, answered, written.

use serde::Serialize;
use serde_json::Value;

use super::format::Format;
use super::question::Question;
use super::refusal::Refusal;

/// A line that answers.
#[derive(Debug, Serialize)]
pub struct Answered<'a, A> {
    /// Edition of the line.
    pub format: Format,
    /// Which line asked, from 1.
    pub line: u64,
    /// As the asker gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a Value>,
    /// The answer.
    #[serde(flatten)]
    pub answer: &'a A,
}

/// A line that says why there is no answer.
#[derive(Debug, Serialize)]
pub struct Refused<'a> {
    /// Edition of the line.
    pub format: Format,
    /// Which line asked, from 1.
    pub line: u64,
    /// As the asker gave it, where it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a Value>,
    /// Why.
    pub error: &'a Refusal,
}

/// Reads a question. A field nobody reads is refused: it was misspelt.
///
/// # Errors
/// [`Refusal`] with the path of the first field that is wrong.
pub(super) fn read<Q: Question>(text: &[u8]) -> Result<Q, Refusal> {
    let mut unread: Option<String> = None;
    let mut track = serde_path_to_error::Track::new();
    let mut json = serde_json::Deserializer::from_slice(text);
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let read = serde_ignored::deserialize(tracked, |path| {
        unread.get_or_insert_with(|| path.to_string().replace(".?", ""));
    });
    let ended = read.and_then(|question| json.end().map(|()| question));
    match (ended, unread) {
        (Ok(question), None) => Ok(question),
        (Ok(_), Some(field)) => Err(Refusal::new(field, "there is no such field")),
        (Err(error), _) => {
            let path = track.path().to_string();
            Err(unreadable(if path == "." { "" } else { &path }, &error))
        }
    }
}

/// What JSON says of a field, without its line number: every line is its first.
fn unreadable(path: &str, error: &serde_json::Error) -> Refusal {
    let told = error.to_string();
    let (problem, place) = told.split_once(" at line 1 column ").unwrap_or((&told, ""));
    let missing = problem.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
    match missing {
        Some((name, _)) if path.is_empty() => Refusal::new(name, "this field is missing"),
        Some((name, _)) => Refusal::new(format!("{path}.{name}"), "this field is missing"),
        None if place.is_empty() || error.is_data() => Refusal::new(path, problem),
        None => Refusal::new(path, format!("{problem} (column {place})")),
    }
}
