//! What a draw under a product takes besides amount, term and purpose: papers, and whom it is paid to.

use super::{Product, Scene};
use crate::consent::ConsentKind;
use serde::{Deserialize, Serialize};

/// A paper without which nothing is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// A receivable the debtor has confirmed.
    Receivable,
    /// The chain company's list of what it owes.
    PayablesList,
    /// An order the buyer has confirmed.
    Order,
    /// Invoices.
    Invoices,
    /// Bills of exchange handed over for pledge.
    Bills,
    /// The property certificate.
    PropertyCertificate,
    /// The cash-flow form drawn up at a visit.
    CashFlowForm,
    /// The purchase contract of a scene.
    PurchaseContract,
}

impl Paper {
    /// Under which authorisation whoever can vouch for it is asked; the cash-flow form is drawn up by
    /// the bank itself, before it decides.
    pub const fn authorisation(self) -> Option<ConsentKind> {
        match self {
            Self::Receivable | Self::PayablesList | Self::Order | Self::PurchaseContract => {
                Some(ConsentKind::PlatformQuery)
            }
            Self::Invoices => Some(ConsentKind::InvoiceQuery),
            Self::Bills => Some(ConsentKind::BankFlowQuery),
            Self::PropertyCertificate => Some(ConsentKind::ValuationQuery),
            Self::CashFlowForm => None,
        }
    }

    /// Whether a chain company delivers it, rather than the borrower presenting it.
    pub const fn is_delivered(self) -> bool {
        matches!(self, Self::PayablesList | Self::PurchaseContract)
    }

    /// Whether what is lent on it is a share of what it is worth.
    const fn is_lent_on(self) -> bool {
        !matches!(self, Self::PropertyCertificate | Self::CashFlowForm)
    }
}

/// What is lent on papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// The share of what was confirmed, in per cent.
    pub percent: u16,
    /// Of orders: the least share the buyer has prepaid, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepaid_percent: Option<u16>,
    /// Where the shares come from; 未核实 where they were not verified at the source.
    pub source: String,
}

/// What a draw under a product takes besides an amount, a term and a purpose. Signed with the offer, so
/// that later versions of the product never change it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DrawConditions {
    /// Papers without which nothing is drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// What is lent on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<Advance>,
    /// Whom the money goes to, for loans made for one purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<Scene>,
}

impl DrawConditions {
    /// Those of a product.
    pub fn of(product: &Product) -> Self {
        Self {
            papers: product.papers.clone(),
            advance: product.advance.clone(),
            scene: product.scene.clone(),
        }
    }

    /// Whether a draw takes nothing of the kind.
    pub const fn is_none(&self) -> bool {
        self.papers.is_empty() && self.scene.is_none()
    }

    /// The paper presented or delivered for draws, if there is one. The cash-flow form is none of those.
    pub fn paper(&self) -> Option<Paper> {
        self.papers.iter().copied().find(|paper| paper.authorisation().is_some())
    }
}

/// Holds what a product says about papers to what it needs for them.
pub(super) fn check(product: &Product, say: &mut impl FnMut(&str, &str)) {
    let presented = product.papers.iter().filter(|paper| paper.authorisation().is_some());
    if presented.count() > 1 {
        say("papers", "name one kind of paper that draws rest on, beside the cash-flow form");
    }
    let asked =
        |paper: &&Paper| paper.authorisation().is_none_or(|kind| product.consents.contains(&kind));
    if let Some(kind) =
        product.papers.iter().find(|paper| !asked(paper)).and_then(|paper| paper.authorisation())
    {
        say(
            "consents",
            &["add \"", kind.key(), "\": who vouches for the papers is asked under it"].concat(),
        );
    }
    let lent_on = product.papers.iter().any(|paper| paper.is_lent_on());
    match &product.advance {
        None if lent_on => say(
            "papers",
            "say what is lent on the papers, such as advance = { percent = 80, source = \"…\" }",
        ),
        Some(_) if !lent_on => {
            say("advance", "leave it out: nothing is lent on a share of these papers");
        }
        Some(advance) => check_advance(product, advance, say),
        None => {}
    }
    if product.scene.is_some() && !product.papers.contains(&Paper::PurchaseContract) {
        say("papers", "add \"purchase_contract\": it says whom a scene's money goes to");
    }
}

fn check_advance(product: &Product, advance: &Advance, say: &mut impl FnMut(&str, &str)) {
    if advance.percent == 0 || advance.percent > 100 {
        say("advance.percent", "write 1 to 100 per cent");
    }
    if let Some(prepaid) = advance.prepaid_percent
        && (prepaid == 0 || prepaid >= advance.percent || !product.papers.contains(&Paper::Order))
    {
        say("advance.prepaid_percent", "write it for orders only, at least 1 and below percent");
    }
    if advance.source.trim().is_empty() {
        say("advance.source", "say where the shares come from, with 未核实 if nobody checked");
    }
}
