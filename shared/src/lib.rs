//! What lending is: pure functions and values, the same on the phone and on the server.
//!
//! No clock, no randomness, no I/O, no panics, no floats in money. Everything that varies
//! comes in as a parameter; equal inputs give equal bytes.
//!
//! Where to start:
//! - what a business is: [`facts`] (one list of metrics), what is offered: [`catalogue`];
//! - what outside parties and the borrower hand in, turned into figures: `invoices`, `imported`; held against each
//!   other: `cross_check`;
//! - from facts to an answer: [`assessment`] → [`quote`](mod@quote) on the phone, [`decision`] on the server;
//! - what stands behind a draw and where its money goes: `backing`, `purpose`, `entrusted_payment`;
//! - where the engine refers, what a person may write down and decide: `desk`;
//! - money over time: [`schedule`], [`annualised`], [`loan`]; rates that follow LPR: [`repricing`];
//! - after the draw, with `every-product`: `servicing` (what can be asked for), `repayment`, `overdue`,
//!   `statement`; with `documents` also the books, `ledger` and `reconciliation`;
//! - papers and proof: [`consent`], [`disclosure`], [`contract`](mod@contract), [`evidence`], made from an offer by `agreement`;
//! - the wire: [`api`], which nothing else in here may use.
//!
//! Leaves that know nothing of the rest: [`money`], [`rate`], [`rounding`], [`day_count`],
//! [`interest`](mod@interest), [`calendar`], [`identifier`], [`canonical`], [`language`], [`timestamp`], [`date_text`],
//! [`device`].
//!
//! Features: `catalogue-files` reads TOML, `documents` holds the long texts, `openapi` describes
//! the wire types; only the server asks for the last two.
#![warn(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

#[cfg(feature = "documents")]
pub mod agreement;
pub mod annualised;
pub mod api;
pub mod application;
pub mod assessment;
#[cfg(feature = "every-product")]
pub mod backing;
pub mod calendar;
pub mod canonical;
#[cfg(feature = "every-product")]
pub mod cash_flow_form;
pub mod catalogue;
pub mod consent;
pub mod contract;
#[cfg(feature = "every-product")]
pub mod counterfactual;
#[cfg(feature = "every-product")]
pub mod cross_check;
pub mod date_text;
pub mod day_count;
pub mod decision;
#[cfg(feature = "every-product")]
pub mod desk;
pub mod device;
mod digits;
pub mod disclosure;
pub mod drawdown;
#[cfg(feature = "every-product")]
pub mod entrusted_payment;
pub mod evidence;
pub mod face_check;
pub mod facts;
mod from_text;
#[cfg(feature = "every-product")]
pub mod guide;
pub mod identifier;
#[cfg(feature = "every-product")]
pub mod imported;
pub mod improvement;
#[cfg(feature = "every-product")]
pub mod inquiry;
pub mod interest;
#[cfg(feature = "every-product")]
pub mod invoices;
pub mod language;
#[cfg(all(feature = "documents", feature = "every-product"))]
pub mod ledger;
#[cfg(feature = "documents")]
pub mod legal;
pub mod loan;
pub mod money;
#[cfg(feature = "every-product")]
pub mod mortgage_uplift;
#[cfg(feature = "every-product")]
pub mod overdue;
#[cfg(all(feature = "documents", feature = "every-product"))]
pub mod portfolio;
#[cfg(feature = "every-product")]
pub mod provenance;
#[cfg(feature = "every-product")]
pub mod purpose;
#[cfg(feature = "every-product")]
pub mod queue;
pub mod quote;
#[cfg(feature = "every-product")]
pub mod ranking;
pub mod rate;
#[cfg(feature = "documents")]
pub mod reconciliation;
#[cfg(feature = "every-product")]
pub mod repayment;
pub mod repricing;
pub mod retention;
#[cfg(feature = "every-product")]
pub mod risk_pool;
pub mod rounding;
pub mod schedule;
#[cfg(feature = "openapi")]
mod schema;
#[cfg(feature = "every-product")]
pub mod servicing;
mod short_list;
pub mod signatory;
#[cfg(feature = "every-product")]
pub mod statement;
pub mod timestamp;
pub mod tvm;
