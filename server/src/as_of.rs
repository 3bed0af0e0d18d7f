//! How things stood at the end of a past day: `?as_of=2026-05-31`.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use chrono::NaiveDate;
use serde::Deserialize;
use shared::date_text;

use crate::failure::Failure;
use crate::installation::Installation;

/// The day an answer is asked for, when it is not today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf(pub Option<NaiveDate>);

impl AsOf {
    /// The day looked at.
    pub fn day(self, here: &Installation) -> NaiveDate {
        self.0.unwrap_or_else(|| here.today())
    }

    /// The refusal of a day before there was anything to look at.
    pub fn before_it_began() -> Failure {
        Failure::field(
            "as_of",
            "before_it_began",
            "那一天还没有发生，请选择之后的日期。",
            "There was nothing yet on that day. Choose a later one.",
        )
    }
}

#[derive(Deserialize)]
struct Asked {
    as_of: Option<String>,
}

impl FromRequestParts<Installation> for AsOf {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, here: &Installation) -> Result<Self, Failure> {
        let asked = Query::<Asked>::try_from_uri(&parts.uri).ok().and_then(|query| query.0.as_of);
        let Some(text) = asked else { return Ok(Self(None)) };
        let day = date_text::parse(&text).ok_or_else(|| {
            Failure::field(
                "as_of",
                "not_a_day",
                "请把日期写成2026-05-31的样子。",
                "Write the day as 2026-05-31.",
            )
        })?;
        let today = here.today();
        if day > today {
            return Err(Failure::field(
                "as_of",
                "in_future",
                "只能查看今天或以前的日期。",
                "Only today and past days can be looked at.",
            ));
        }
        Ok(Self((day < today).then_some(day)))
    }
}
