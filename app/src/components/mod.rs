//! Controls that know nothing of lending: text in, callbacks out, accessibility inside.

mod button;
mod check;
mod chips;
mod choice;
mod countdown;
mod facts_list;
mod field;
mod form;
mod money_field;
mod notice;
mod sheet;
mod skeleton;
mod slider;
mod status_list;
mod steps;
mod text_field;
mod timeline;

pub use button::{Button, ButtonKind};
pub use check::Check;
pub use chips::Chips;
pub use choice::{Choice, ChoiceLayout, ChoiceOption};
pub use countdown::seconds_left;
pub use facts_list::{FactRow, FactsList};
pub use field::{Field, FieldError, described_by};
pub use form::Form;
pub use money_field::MoneyField;
pub use notice::{Notice, Tone};
pub use sheet::Sheet;
pub use skeleton::Skeleton;
pub use slider::{Slider, SliderRange};
pub use status_list::{StatusList, StatusRow, StatusState};
pub use steps::Steps;
pub use text_field::{Entry, TextField};
pub use timeline::{Timeline, TimelineEntry};
