//! Asking for a day within bounds.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    components::{DateField, DayText, date_field},
    dom::View,
    language::Voice,
    text::{Message, controls},
};

/// A day being typed, and the days it can be.
#[derive(Clone, Copy, Debug)]
pub struct DayQuestion {
    /// The day as typed.
    pub text: RwSignal<DayText>,
    earliest: (NaiveDate, Message),
    latest: Option<(NaiveDate, Message)>,
    voice: Voice,
}

impl DayQuestion {
    /// A question that begins with `day`. Days before `earliest` and after `latest` are answered with
    /// the sentence beside them.
    pub fn new(
        day: NaiveDate,
        earliest: (NaiveDate, Message),
        latest: Option<(NaiveDate, Message)>,
    ) -> Self {
        let text = RwSignal::new(DayText::of(day));
        Self { text, earliest, latest, voice: Voice::expect() }
    }

    /// The day; a reader follows it.
    ///
    /// # Errors
    /// The sentence that says which day to choose instead.
    pub fn day(self) -> Result<NaiveDate, Message> {
        let day = self.text.read().day().ok_or(controls::NO_SUCH_DAY)?;
        match (self.earliest, self.latest) {
            ((earliest, why), _) if day < earliest => Err(why),
            (_, Some((latest, why))) if day > latest => Err(why),
            _ => Ok(day),
        }
    }

    /// The day as a question that others follow.
    pub fn question(self) -> Memo<Option<NaiveDate>> {
        Memo::new(move |_| self.day().ok())
    }

    /// Shows the field.
    pub fn field(self, id: &'static str, label: Message) -> View {
        let error =
            Signal::derive(move || self.day().err().map(|why| self.voice.say(why).to_owned()));
        date_field(DateField { id, label, text: self.text, error })
    }
}
