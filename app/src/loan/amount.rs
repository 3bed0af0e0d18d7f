//! The amount of a repayment as it is typed: read back in words, refused only after an attempt, kept
//! until it is paid.

use leptos::prelude::*;
use shared::{
    facts::say_money,
    money::{Money, capitals},
};

use super::repayment;
use crate::{
    components::{ButtonKind, MoneyField, button, money_field, read},
    dom::{El, View, el},
    format,
    language::Voice,
    navigation,
    task::Task,
    text::{Message, loan},
};

const FIELD: &str = "repay";

/// What is typed, against what settles everything. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct AmountToRepay {
    text: RwSignal<String>,
    is_tried: RwSignal<bool>,
    payoff: Signal<Money>,
    /// The command that takes the amount.
    pub task: Task,
    /// Says things.
    pub voice: Voice,
}

impl AmountToRepay {
    /// Nothing typed yet: money leaves an account only by a choice made here. `task` is the command
    /// that takes the amount, `payoff` the most it can take.
    pub fn new(payoff: Signal<Money>, task: Task) -> Self {
        let (text, is_tried) = (RwSignal::new(String::new()), RwSignal::new(false));
        Self { text, is_tried, payoff, task, voice: Voice::expect() }
    }

    /// The amount, or what is wrong with it; a reader follows it.
    ///
    /// # Errors
    /// As [`repayment::amount`], in words.
    pub fn amount(self) -> Result<Money, Message> {
        repayment::amount(&self.text.read(), self.payoff.get())
    }

    /// Enters an amount.
    pub fn put(self, amount: Money) {
        self.set(format::typed(amount));
    }

    /// Enters an amount, and leads to it.
    pub fn lead_to(self, amount: Money) {
        self.put(amount);
        navigation::focus(FIELD);
    }

    /// The amount that is to be paid now; without one, from now on says why, and leads to the field.
    pub fn attempt(self) -> Option<Money> {
        self.is_tried.set(true);
        let amount = untrack(|| self.amount()).ok();
        if amount.is_none() {
            navigation::focus(FIELD);
        }
        amount
    }

    /// Forgets what was typed: it has been paid.
    pub fn is_paid(self) {
        self.is_tried.set(false);
        self.text.set(String::new());
    }

    /// The field, above the amounts that are offered.
    pub fn form(self, offered: View) -> El {
        let echo = move || match self.amount() {
            Ok(amount) => (say_money(amount, self.voice.language()), capitals(amount)),
            Err(_) => (String::new(), String::new()),
        };
        let typed = MoneyField {
            id: FIELD,
            label: loan::AMOUNT,
            text: read(move || self.text.get()),
            echo: read(echo),
            error: Signal::derive(move || self.error()),
        };
        el("form")
            .class("stack")
            .flag("novalidate", true)
            .on("submit", |event| event.prevent_default())
            .with(money_field(typed, move |text| self.set(text)))
            .with(offered)
    }

    /// The amount again, and the button that pays it.
    pub fn bar(self, pay: impl Fn() + 'static) -> View {
        let amount = move || match self.amount() {
            Ok(amount) => format::exact(amount, self.voice.language()),
            Err(_) => "—".to_owned(),
        };
        let facts = el("p")
            .class("bar__facts")
            .say(loan::REPAYING)
            .text(" ")
            .with(el("strong").class("bar__figure").words(amount));
        let pay = button(loan::REPAY, ButtonKind::Primary, self.task.busy(), pay);
        el("div").class("bar").with(facts).with(pay).into()
    }

    fn set(self, text: String) {
        self.task.clear();
        self.text.set(text);
    }

    /// What is wrong with the amount, in words. An empty field is wrong only after an attempt.
    fn error(self) -> Option<String> {
        let is_untouched = self.text.read().is_empty() && !self.is_tried.get();
        let here = self.amount().err().filter(|_| !is_untouched);
        let here = here.map(|why| self.voice.say(why).to_owned());
        here.or_else(|| self.task.field("pay.amount").get())
    }
}
