//! What an uplift does to a limit: before, after, and what is missing for it.

use crate::assessment::verdict;
use crate::catalogue::{Condition, LprPublication, Product};
use crate::facts::Facts;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// The two limits a borrower is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpliftShown {
    /// The limit without the uplift.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub before: Money,
    /// The limit with it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub after: Money,
    /// Conditions that do not hold or are not known; with none of these, `after` is the limit.
    pub wanting: Vec<Condition>,
}

/// Both limits of a product that has an uplift; `None` for one that has not.
pub fn shown(product: &Product, facts: &Facts, lpr: &LprPublication) -> Option<UpliftShown> {
    let has_uplift = product.limits.iter().any(|limit| limit.uplift.is_some());
    if !has_uplift {
        return None;
    }
    let (mut without, mut always) = (product.clone(), product.clone());
    for limit in &mut without.limits {
        limit.uplift = None;
    }
    for uplift in always.limits.iter_mut().filter_map(|limit| limit.uplift.as_mut()) {
        uplift.when.clear();
    }
    let conditions = product.limits.iter().filter_map(|limit| limit.uplift.as_ref());
    let unmet = conditions.flat_map(|uplift| uplift.when.iter()).filter(|condition| {
        facts.value(condition.metric).is_none_or(|value| !condition.holds(value))
    });
    Some(UpliftShown {
        before: verdict(&without, facts, lpr).limit,
        after: verdict(&always, facts, lpr).limit,
        wanting: unmet.cloned().collect(),
    })
}
