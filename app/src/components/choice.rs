//! One of a few: real radio buttons that look like a segmented control.

use leptos::prelude::*;

use crate::{language::say, text::Message};

/// How the options lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    /// Side by side, equally wide.
    #[default]
    Segments,
    /// As many to a line as fit.
    Wrap,
    /// One under the other, with a note each.
    List,
}

impl ChoiceLayout {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Segments => None,
            Self::Wrap => Some("wrap"),
            Self::List => Some("list"),
        }
    }
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What it is called.
    pub text: String,
    /// What it means, in a list.
    pub note: String,
}

impl ChoiceOption {
    /// An option that needs no explanation.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), note: String::new() }
    }
}

/// A group of radio buttons; options are told apart by their position.
#[component]
pub fn Choice(
    /// Unique on the screen.
    name: &'static str,
    /// The question.
    legend: Message,
    /// The answers; may change, as when the language does.
    #[prop(into)]
    options: Signal<Vec<ChoiceOption>>,
    /// Position of the chosen answer; beyond the end when none is.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Called with the position chosen.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// How the options lie.
    #[prop(optional)]
    layout: ChoiceLayout,
) -> impl IntoView {
    let radios = move || {
        let radio = |(position, option): (usize, ChoiceOption)| {
            view! {
                <label class="choice__option">
                    <input
                        class="choice__input"
                        type="radio"
                        name=name
                        value=position.to_string()
                        prop:checked=move || chosen.get() == position
                        on:change=move |_| on_choose.run(position)
                    />
                    <span class="choice__text">
                        {option.text}
                        {(!option.note.is_empty())
                            .then(|| view! { <span class="choice__note">{option.note}</span> })}
                    </span>
                </label>
            }
        };
        options.get().into_iter().enumerate().map(radio).collect::<Vec<_>>()
    };
    view! {
        <fieldset class="choice" data-layout=layout.name()>
            <legend class="choice__legend">{say(legend)}</legend>
            <div class="choice__options">{radios}</div>
        </fieldset>
    }
}
