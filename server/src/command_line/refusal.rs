//! Why a line has no answer.

use std::error::Error;

use serde::Serialize;

/// Why a line has no answer: the field to change and a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Path of the field inside the line, such as `terms.principal`; empty for the whole line.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}

impl Refusal {
    /// A refusal of `field`, in the words of `error` and of its causes.
    pub fn of(field: impl Into<String>, error: &dyn Error) -> Self {
        let mut problem = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            problem = format!("{problem}: {error}");
            cause = error.source();
        }
        Self { field: field.into(), problem }
    }

    /// A refusal of `field` in these words.
    pub fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { field: field.into(), problem: problem.into() }
    }
}
