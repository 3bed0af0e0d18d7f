//! What the person chose for one draw, and what it comes to.

use shared::{
    annualised::{AnnualisedMethod, of_schedule},
    api::{DrawRequest, FacilityView},
    calendar::Calendar,
    drawdown::Drawing,
    interest::interest_for_days,
    money::Money,
    purpose::Undertaking,
    rate::AnnualRate,
    schedule::{RepaymentMethod, Schedule},
};

use super::agreement::{Agreement, Wording, digest, drawable};
use crate::{
    format,
    text::{Message, facility, papers},
};

/// Choices for one draw; the amount as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawDraft {
    /// The amount, as typed.
    pub amount: String,
    /// Months.
    pub term_months: u16,
    /// How it is repaid.
    pub method: RepaymentMethod,
    /// Position among the offer's purposes.
    pub purpose: u16,
}

/// What a draw costs, by the function the bank books with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Every repayment.
    pub schedule: Schedule,
    /// What the first day costs.
    pub per_day: Money,
    /// Everything paid, as a compound rate per year.
    pub annualised_irr: Option<AnnualRate>,
}

impl DrawDraft {
    /// The draw that was wanted when the facility was applied for, as far as it is still possible.
    pub fn wanted_under(facility: &FacilityView) -> Self {
        let (offer, example) = (&facility.offer, &facility.offer.example);
        let usual_term = offer.terms_months.last().copied().unwrap_or(example.term_months);
        let usual_method = offer.methods.first().copied().unwrap_or(RepaymentMethod::AnyTime);
        let offered = |method: &RepaymentMethod| offer.methods.contains(method);
        let fits = offer.terms_months.contains(&example.term_months);
        Self {
            amount: format::typed(example.amount.min(drawable(facility))),
            term_months: if fits { example.term_months } else { usual_term },
            method: example.method.filter(offered).unwrap_or(usual_method),
            purpose: 0,
        }
    }

    /// The amount to draw.
    ///
    /// # Errors
    /// The sentence that says what to write instead.
    pub fn amount_under(&self, facility: &FacilityView) -> Result<Money, Message> {
        match Money::parse_typed(&self.amount) {
            Ok(amount) if amount > facility.available => Err(facility::ABOVE_AVAILABLE),
            Ok(amount) if amount > drawable(facility) => Err(papers::ABOVE),
            Ok(amount) if amount.is_positive() => Ok(amount),
            Ok(_) => Err(facility::AMOUNT_MISSING),
            Err(_) if self.amount.trim().is_empty() => Err(facility::AMOUNT_MISSING),
            Err(_) => Err(facility::AMOUNT_UNREADABLE),
        }
    }

    /// The command that draws `amount` as agreed, with what is undertaken.
    pub fn request(
        &self,
        amount: Money,
        agreement: &Agreement,
        undertaking: &Undertaking,
        wording: Wording,
    ) -> DrawRequest {
        let papers = agreement.papers.iter().map(|paper| paper.paper_id.clone());
        DrawRequest {
            amount,
            term_months: self.term_months,
            method: self.method,
            purpose: self.purpose,
            description: wording.description.trim().to_owned(),
            payee: agreement.names_payee().then_some(wording.payee),
            papers: papers.collect(),
            undertaking: digest(undertaking),
        }
    }

    /// What this draw would cost today; nothing while it is not possible.
    pub fn preview(&self, facility: &FacilityView) -> Option<Preview> {
        let drawing = Drawing {
            amount: self.amount_under(facility).ok()?,
            drawn_on: facility.today,
            term_months: self.term_months,
            method: self.method,
        };
        let terms = facility.offer.draw(drawing).ok()?;
        let schedule = Schedule::build(&terms, &Calendar::china()).ok()?;
        let per_day = interest_for_days(
            drawing.amount,
            terms.annual_rate,
            1,
            terms.day_count,
            terms.rounding,
        )?;
        let annualised = of_schedule(&terms, &schedule, AnnualisedMethod::Irr).ok();
        let annualised_irr = annualised.map(|annualised| annualised.annual_rate);
        Some(Preview { schedule, per_day, annualised_irr })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::NaiveDate;
    use shared::{
        api::FacilityStatus,
        assessment::Price,
        catalogue::{DrawConditions, FacilityKind, Label, LprTenor},
        decision::Offer,
        quote::Need,
    };

    use super::*;

    pub(in crate::facility) fn money(text: &str) -> Money {
        text.parse().expect("an amount")
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
    }

    fn offer() -> Offer {
        Offer {
            product_id: "micro-quick".to_owned(),
            product_version: 1,
            product_name: Label::new("小微快贷", "Micro Quick Loan"),
            limit: money("300000.00"),
            price: Price {
                grade: "A".to_owned(),
                score: 60,
                lpr_published: today(),
                lpr_tenor: LprTenor::OneYear,
                lpr: AnnualRate::from_basis_points(300).expect("a rate"),
                spread_bp: 85,
                annual_rate: AnnualRate::from_basis_points(385).expect("a rate"),
            },
            facility_kind: FacilityKind::Revolving,
            facility_months: 12,
            terms_months: vec![3, 6, 12],
            methods: vec![RepaymentMethod::AnyTime, RepaymentMethod::LevelInstalment],
            example: Need { amount: money("260000.00"), term_months: 6, method: None },
            seasonal_plan: None,
            fees: Vec::new(),
            entrusted_payment_above: money("10000000.00"),
            overdue_penalty_percent: 50,
            misuse_penalty_percent: 100,
            purposes: vec![Label::new("采购货物", "goods")],
            prohibited_purposes: Vec::new(),
            draws: DrawConditions::default(),
            uplift: None,
            valid_until: today(),
        }
    }

    pub(in crate::facility) fn facility(available: &str) -> FacilityView {
        FacilityView {
            facility_id: "F".to_owned(),
            application_id: "A".to_owned(),
            offer: offer(),
            limit: money("300000.00"),
            drawn: Money::ZERO,
            available: money(available),
            status: FacilityStatus::Active,
            papers: None,
            own_draws: Vec::new(),
            expires_on: today(),
            account: None,
            loans: Vec::new(),
            today: today(),
        }
    }

    #[test]
    fn the_draw_that_was_wanted_is_filled_in() {
        let draft = DrawDraft::wanted_under(&facility("300000.00"));
        assert_eq!(draft.amount, "260000");
        assert_eq!((draft.term_months, draft.purpose), (6, 0));
        assert_eq!(draft.method, RepaymentMethod::AnyTime);
    }

    #[test]
    fn no_more_than_is_available_is_filled_in() {
        let draft = DrawDraft::wanted_under(&facility("40000.50"));
        assert_eq!(draft.amount, "40000.50");
        assert_eq!(draft.amount_under(&facility("40000.50")), Ok(money("40000.50")));
    }

    #[test]
    fn amounts_that_cannot_be_drawn_are_refused_with_a_reason() {
        let within = |amount: &str| {
            let facility = facility("300000.00");
            let filled = DrawDraft::wanted_under(&facility);
            DrawDraft { amount: amount.to_owned(), ..filled }.amount_under(&facility)
        };
        assert_eq!(within("３０万"), Ok(money("300000.00")));
        assert_eq!(within("300000.01"), Err(facility::ABOVE_AVAILABLE));
        assert_eq!(within(" "), Err(facility::AMOUNT_MISSING));
        assert_eq!(within("0"), Err(facility::AMOUNT_MISSING));
        assert_eq!(within("1e9"), Err(facility::AMOUNT_UNREADABLE));
        assert_eq!(within("-1"), Err(facility::AMOUNT_UNREADABLE));
    }

    #[test]
    fn the_preview_is_what_the_bank_would_book() {
        let view = facility("300000.00");
        let draft = DrawDraft { amount: "10万".to_owned(), ..DrawDraft::wanted_under(&view) };
        let preview = draft.preview(&view).expect("a preview");
        let drawing = Drawing {
            amount: money("100000.00"),
            drawn_on: today(),
            term_months: 6,
            method: RepaymentMethod::AnyTime,
        };
        let terms = view.offer.draw(drawing).expect("terms");
        let booked = Schedule::build(&terms, &Calendar::china()).expect("a schedule");
        assert_eq!(preview.schedule, booked);
        assert_eq!(preview.per_day, money("10.69"));
        assert!(preview.annualised_irr.is_some());
    }

    #[test]
    fn a_term_the_offer_does_not_name_has_no_preview() {
        let view = facility("300000.00");
        let draft = DrawDraft { term_months: 24, ..DrawDraft::wanted_under(&view) };
        assert_eq!(draft.preview(&view), None);
    }
}
