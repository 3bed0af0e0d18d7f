//! Holding what we booked against what the payment rail says it moved (对账).
//!
//! Both sides are lists of one day; the answer names every difference and nothing else. Empty means
//! that they agree, order by order, to the fen.

use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One movement of money, as one side has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Movement {
    /// The order's identifier, or the reference of money that came in by itself.
    pub order: String,
    /// Which way it went.
    pub direction: MovementDirection,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Whether money moved.
    pub state: MovementState,
}

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MovementDirection {
    /// From the bank.
    Disburse,
    /// To the bank, by order.
    Collect,
    /// To the bank, by itself.
    Receive,
    /// From the bank, giving back what came in.
    Return,
}

/// Whether money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MovementState {
    /// It did.
    Done,
    /// It did not and will not.
    Refused,
}

/// A difference between the two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// We have it, the rail does not.
    OnlyOurs(Movement),
    /// The rail has it, we do not.
    OnlyTheirs(Movement),
    /// Both have it, otherwise.
    Differs {
        /// As we have it.
        ours: Movement,
        /// As the rail has it.
        theirs: Movement,
    },
    /// One side has it more than once.
    Repeated {
        /// As it stands.
        movement: Movement,
        /// How often on our side.
        ours: u32,
        /// How often on the rail's.
        theirs: u32,
    },
}

/// Every difference between the two sides, by order.
pub fn reconcile(ours: &[Movement], theirs: &[Movement]) -> Vec<Difference> {
    let mut orders: BTreeMap<&str, (Vec<&Movement>, Vec<&Movement>)> = BTreeMap::new();
    for movement in ours {
        orders.entry(&movement.order).or_default().0.push(movement);
    }
    for movement in theirs {
        orders.entry(&movement.order).or_default().1.push(movement);
    }
    orders.into_values().filter_map(|(ours, theirs)| difference(&ours, &theirs)).collect()
}

fn difference(ours: &[&Movement], theirs: &[&Movement]) -> Option<Difference> {
    let count = |side: &[&Movement]| u32::try_from(side.len()).unwrap_or(u32::MAX);
    match (ours, theirs) {
        ([ours], [theirs]) if ours == theirs => None,
        ([ours], [theirs]) => {
            Some(Difference::Differs { ours: (*ours).clone(), theirs: (*theirs).clone() })
        }
        ([ours], []) => Some(Difference::OnlyOurs((*ours).clone())),
        ([], [theirs]) => Some(Difference::OnlyTheirs((*theirs).clone())),
        _ => {
            let movement = (*ours.first().or(theirs.first())?).clone();
            Some(Difference::Repeated { movement, ours: count(ours), theirs: count(theirs) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(order: &str, fen: i64, state: MovementState) -> Movement {
        let direction = MovementDirection::Collect;
        Movement { order: order.to_owned(), direction, amount: Money::from_fen(fen), state }
    }

    #[test]
    fn two_sides_that_agree_have_no_difference_in_any_order() {
        let a = moved("a", 1, MovementState::Done);
        let b = moved("b", 2, MovementState::Refused);
        assert_eq!(reconcile(&[a.clone(), b.clone()], &[b, a]), []);
        assert_eq!(reconcile(&[], &[]), []);
    }

    #[test]
    fn every_kind_of_difference_is_named_once() {
        use MovementState::{Done, Refused};
        let ours =
            [moved("a", 1, Done), moved("b", 2, Done), moved("c", 3, Done), moved("e", 5, Done)];
        let theirs = [
            moved("b", 20, Done),
            moved("c", 3, Refused),
            moved("d", 4, Done),
            moved("e", 5, Done),
            moved("e", 5, Done),
        ];
        let found = reconcile(&ours, &theirs);
        assert_eq!(found.len(), 5);
        assert_eq!(found[0], Difference::OnlyOurs(moved("a", 1, Done)));
        assert!(
            matches!(&found[1], Difference::Differs { theirs, .. } if theirs.amount.fen() == 20)
        );
        assert!(matches!(&found[2], Difference::Differs { theirs, .. } if theirs.state == Refused));
        assert_eq!(found[3], Difference::OnlyTheirs(moved("d", 4, Done)));
        assert!(matches!(found[4], Difference::Repeated { ours: 1, theirs: 2, .. }));
    }
}
