//! What a draw takes besides its terms, worked out by the functions the bank decides with: what is
//! undertaken, where the money goes, which papers it rests on.

use shared::{
    api::{FacilityView, PaperView, PapersView, PayeeEntry},
    backing::{self, choose},
    canonical,
    canonical::Digest,
    entrusted_payment::{OwnDraw, PaymentRoute, route},
    money::Money,
    purpose::{PurposeRefused, Undertaking, undertake},
};

use super::draft::DrawDraft;

/// What is typed beside the amount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// What it is for, in the borrower's own words.
    pub description: String,
    /// Whom to pay.
    pub payee: PayeeEntry,
}

/// What one draw takes besides its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// What the borrower undertakes with it, or what is wrong with its description.
    pub undertaking: Result<Undertaking, PurposeRefused>,
    /// Where the money goes.
    pub route: PaymentRoute,
    /// The papers it rests on.
    pub papers: Vec<PaperView>,
}

impl Agreement {
    /// What a draw of `amount` takes; nothing drawn rests on nothing.
    pub fn of(
        facility: &FacilityView,
        draft: &DrawDraft,
        amount: Money,
        description: &str,
    ) -> Self {
        Self {
            undertaking: undertake(&facility.offer, usize::from(draft.purpose), description),
            route: payment_route(facility, draft, amount),
            papers: papers_for(facility, amount),
        }
    }

    /// Whether somebody else is paid whom the person has to name.
    pub const fn names_payee(&self) -> bool {
        matches!(self.route, PaymentRoute::ByAmount | PaymentRoute::ByAggregation { .. })
    }
}

/// What can be drawn: what the facility has left, and no more than its papers lend.
pub fn drawable(facility: &FacilityView) -> Money {
    match &facility.papers {
        Some(papers) => backing::drawable(facility.available, &papers.covers()),
        None => facility.available,
    }
}

/// What names an undertaking.
pub fn digest(undertaking: &Undertaking) -> Digest {
    // Made of texts only, so it always has a canonical form.
    canonical::digest(undertaking).unwrap_or(Digest::ZERO)
}

/// Where the bank will pay `amount`, as far as is known here.
fn payment_route(facility: &FacilityView, draft: &DrawDraft, amount: Money) -> PaymentRoute {
    let offer = &facility.offer;
    if offer.draws.scene.is_some() {
        return PaymentRoute::ByScene;
    }
    let purpose = offer.purposes.get(usize::from(draft.purpose));
    let purpose = purpose.map(|purpose| purpose.zh.clone()).unwrap_or_default();
    let draw = OwnDraw { on: facility.today, amount, purpose };
    route(offer.entrusted_payment_above, &facility.own_draws, &draw)
}

/// The papers that `amount` rests on; none for a facility without any.
fn papers_for(facility: &FacilityView, amount: Money) -> Vec<PaperView> {
    let chosen = |papers: &PapersView| {
        let covers = papers.covers();
        let ids = choose(&covers, amount).unwrap_or_default();
        let of = |id: &str| papers.papers.iter().find(|paper| paper.paper_id == id).cloned();
        ids.iter().filter_map(|cover| of(&cover.id)).collect()
    };
    facility.papers.as_ref().map(chosen).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use shared::{
        backing::Standing,
        catalogue::{DrawConditions, Label, Paper, Scene},
        consent::ConsentKind,
    };

    use super::*;
    use crate::facility::draft::tests::{facility, money};

    fn paper(id: &str, standing: Standing) -> PaperView {
        PaperView {
            paper_id: id.to_owned(),
            numbers: vec![id.to_owned()],
            other_side: None,
            amount: money("1.00"),
            prepaid: None,
            due: None,
            payee: None,
            standing,
        }
    }

    fn with_papers(papers: Vec<PaperView>) -> FacilityView {
        let papers = PapersView {
            paper: Paper::Receivable,
            authorisation: ConsentKind::PlatformQuery,
            is_authorised: true,
            lendable: Money::ZERO,
            papers,
            simulated: true,
        };
        FacilityView { papers: Some(papers), ..facility("300000.00") }
    }

    fn lends(amount: &str) -> Standing {
        Standing::Lends { amount: money(amount) }
    }

    #[test]
    fn papers_bound_what_can_be_drawn_and_the_fewest_are_taken() {
        let disputed = Standing::Disputed { on: facility("0.00").today };
        let papers = vec![
            paper("a", lends("40000.00")),
            paper("b", disputed),
            paper("c", lends("80000.00")),
        ];
        let facility = with_papers(papers);
        assert_eq!(drawable(&facility), money("120000.00"));
        let taken = |amount| {
            let taken = papers_for(&facility, money(amount));
            taken.into_iter().map(|paper| paper.paper_id).collect::<Vec<_>>()
        };
        assert_eq!(taken("40000.00"), ["a"]);
        assert_eq!(taken("50000.00"), ["c"]);
        assert_eq!(taken("100000.00"), ["c", "a"]);
        assert_eq!(taken("120000.01"), Vec::<String>::new());
    }

    #[test]
    fn a_facility_without_papers_lends_what_it_has_left() {
        assert_eq!(drawable(&facility("300000.00")), money("300000.00"));
        assert_eq!(papers_for(&facility("300000.00"), money("1.00")), []);
        assert_eq!(drawable(&with_papers(Vec::new())), Money::ZERO);
    }

    #[test]
    fn the_way_of_the_money_is_the_bank_s_own_rule() {
        let mut facility = facility("300000.00");
        let draft = DrawDraft::wanted_under(&facility);
        facility.offer.entrusted_payment_above = money("100000.00");
        let goes = |facility: &FacilityView, amount| payment_route(facility, &draft, money(amount));
        assert_eq!(goes(&facility, "100000.00"), PaymentRoute::Own);
        assert_eq!(goes(&facility, "100000.01"), PaymentRoute::ByAmount);
        let purpose = facility.offer.purposes[0].zh.clone();
        let earlier = OwnDraw { on: facility.today, amount: money("60000.00"), purpose };
        facility.own_draws = vec![earlier];
        let together = money("110000.00");
        assert_eq!(goes(&facility, "50000.00"), PaymentRoute::ByAggregation { together });
        let scene = Scene {
            name: Label::same("feed"),
            paid_to: Label::same("the mill"),
            goods: Label::same("feed"),
            source: String::new(),
        };
        facility.offer.draws = DrawConditions { scene: Some(scene), ..DrawConditions::default() };
        assert_eq!(goes(&facility, "1.00"), PaymentRoute::ByScene);
    }
}
