//! What a line can ask.

use comfy_table::Table;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::language::Language;

use super::refusal::Refusal;

/// What a line of one of the commands asks, and how it is answered.
pub trait Question: DeserializeOwned {
    /// What is answered.
    type Answer: Serialize;
    /// What all lines of a batch are answered from: the calendar, or a catalogue and a day.
    type Basis;

    /// Whatever the asker recognises the answer by.
    fn id(&self) -> Option<&Value>;

    /// Asks the engine.
    ///
    /// # Errors
    /// [`Refusal`], which names the field to change.
    fn answer(&self, basis: &Self::Basis) -> Result<Self::Answer, Refusal>;

    /// The answer as tables for a person.
    fn tables(answer: &Self::Answer, language: Language) -> Vec<Table>;
}
