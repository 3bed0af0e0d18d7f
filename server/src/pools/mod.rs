//! Risk-compensation pools: one for each product that has terms for it, named by the product.
//!
//! People of the bank pay in, claim and recover; draws and repayments of covered loans move a pool
//! by themselves, inside their own transactions. What an event does is `shared::risk_pool`'s affair.

mod acts;
mod cover;
mod view;

pub use acts::{claim, contribute, recover};
pub use cover::{of_draw, of_facility};
pub use view::{all, get};

use shared::api::ProblemCode;
use shared::catalogue::{Product, RiskPoolTerms};
use shared::risk_pool::PoolRefused;

use crate::failure::Failure;
use crate::installation::Installation;

/// A product and the terms of its pool.
///
/// # Errors
/// [`ProblemCode::NotFound`] for a product without a pool.
fn pool_of<'a>(
    here: &'a Installation,
    product_id: &str,
) -> Result<(&'a Product, &'a RiskPoolTerms), Failure> {
    let product = here.catalogue.product(product_id);
    product
        .and_then(|product| Some((product, product.risk_pool.as_ref()?)))
        .ok_or(Failure::of(ProblemCode::NotFound))
}

/// A refusal of a pool, in words.
pub fn refused(refused: &PoolRefused) -> Failure {
    let (zh, en) = match refused {
        PoolRefused::Nothing => {
            ("请填写大于零的金额。".to_owned(), "Enter an amount above zero.".to_owned())
        }
        PoolRefused::Broken => (
            "赔付已达到出资的熔断比例，资金池暂停承保新的借款。".to_owned(),
            "Claims have reached their share of contributions; no new loans are covered."
                .to_owned(),
        ),
        PoolRefused::Leverage { room } => (
            format!("超出放大倍数，目前还可承保{room}元。"),
            format!("Beyond the leverage; {room} yuan more can be covered."),
        ),
        PoolRefused::AlreadyCovered => {
            ("这笔借款已在承保中。".to_owned(), "The loan is covered already.".to_owned())
        }
        PoolRefused::NotCovered => {
            ("资金池没有承保这笔借款。".to_owned(), "The pool does not cover this loan.".to_owned())
        }
        PoolRefused::TooMuch => (
            "金额超过这笔借款的余额。".to_owned(),
            "The amount is more than is left of the loan.".to_owned(),
        ),
        PoolRefused::TooLarge => (
            "金额过大，请核对单位是元。".to_owned(),
            "The amount is too large; is it in yuan?".to_owned(),
        ),
        // Terms are set by the store before anything else happens.
        PoolRefused::WithoutTerms => return Failure::internal(refused.clone()),
    };
    Failure::of(ProblemCode::PoolRefused).because(zh, en)
}
