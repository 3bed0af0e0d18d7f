//! Controls that know nothing of lending: text in, callbacks out, accessibility inside.

mod button;
mod card;
mod chart;
mod check;
mod chips;
mod choice;
mod countdown;
#[cfg(feature = "every-product")]
mod date_field;
mod error_summary;
mod facts_list;
mod field;
mod file_field;
mod fold;
mod form;
mod money_field;
mod notice;
mod reading;
mod select;
mod skeleton;
mod slider;
mod status_list;
mod steps;
#[cfg(feature = "every-product")]
mod switch;
mod table;
#[cfg(feature = "every-product")]
mod text_area;
mod text_field;
mod timeline;
#[cfg(feature = "every-product")]
mod ways;

pub use button::{ButtonKind, button, link_button, submit_button};
pub use card::{card, note};
pub use chart::{Series, chart};
pub use check::check;
pub use chips::chips;
pub use choice::{Choice, ChoiceOption, OneOf, choice, one_of};
pub use countdown::Countdown;
#[cfg(feature = "every-product")]
pub use date_field::{DateField, DayText, date_field};
pub use error_summary::{FieldProblem, error_summary};
pub use facts_list::{FactRow, facts_grid, facts_list};
pub use field::{described_by, field, figure_input, row_field};
pub use file_field::{FileField, file_field};
pub use fold::fold;
pub use form::form;
pub use money_field::{MoneyField, money_field};
pub use notice::{Tone, badge, notice};
pub use reading::{Reading, read};
pub use select::{Select, select};
pub use skeleton::skeleton;
pub use slider::{Slider, slider};
pub use status_list::{StatusRow, StatusState, status_list};
pub use steps::steps;
#[cfg(feature = "every-product")]
pub use switch::switch;
pub use table::{TableRow, table};
#[cfg(feature = "every-product")]
pub use text_area::{TextArea, text_area};
pub use text_field::{Entry, TextField, text_field};
pub use timeline::{TimelineEntry, timeline};
#[cfg(feature = "every-product")]
pub use ways::{Way, ways};
