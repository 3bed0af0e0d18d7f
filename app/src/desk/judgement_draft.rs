//! A person's decision as chosen and typed, read into a judgement.

use shared::{
    desk::{GivenGround, Ground, Judgement, Verdict},
    money::Money,
};

use crate::text::{Message, desk};

/// What was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgementDraft {
    /// The officer does not want to lend.
    pub declines: bool,
    /// The limit, as typed.
    pub limit: String,
    /// Grounds ticked, each with what was typed beside it.
    pub ticked: Vec<(Ground, String)>,
}

/// Where something is missing, and what to do about it.
pub type Problem = (&'static str, Message);

impl JudgementDraft {
    /// The limit, when it can be read.
    pub fn limit(&self) -> Option<Money> {
        Money::parse_typed(&self.limit).ok().filter(|limit| limit.is_positive())
    }

    /// Whether less is lent than the engine would, which needs a ground of its own.
    pub fn is_lowered(&self, engine_limit: Money) -> bool {
        !self.declines && self.limit().is_some_and(|limit| limit < engine_limit)
    }

    /// Whether a ground can be given for this decision.
    pub fn takes(&self, ground: Ground, engine_limit: Money) -> bool {
        if ground.speaks_for() {
            !self.declines
        } else {
            self.declines || self.is_lowered(engine_limit)
        }
    }

    /// The judgement.
    ///
    /// # Errors
    /// Everything that is missing, in the order of the form.
    pub fn parse(&self, engine_limit: Money) -> Result<Judgement, Vec<Problem>> {
        let mut problems = Vec::new();
        let verdict = match (self.declines, self.limit()) {
            (true, _) => Verdict::Decline,
            (false, Some(limit)) => Verdict::Approve { limit },
            (false, None) => {
                problems.push(("limit", desk::LIMIT_UNREADABLE));
                Verdict::Decline
            }
        };
        let given: Vec<&(Ground, String)> =
            self.ticked.iter().filter(|(ground, _)| self.takes(*ground, engine_limit)).collect();
        let has = |speaks_for: bool| given.iter().any(|(of, _)| of.speaks_for() == speaks_for);
        if !self.declines && !has(true) {
            problems.push((first(true), desk::CHOOSE_FOR));
        }
        if (self.declines || self.is_lowered(engine_limit)) && !has(false) {
            problems.push((first(false), desk::CHOOSE_AGAINST));
        }
        let bare = given.iter().filter(|(_, note)| note.trim().is_empty());
        problems.extend(bare.map(|(ground, _)| (note_id(*ground), desk::NOTE_MISSING)));
        if !problems.is_empty() {
            return Err(problems);
        }
        let grounds = given
            .into_iter()
            .map(|(ground, note)| GivenGround { ground: *ground, note: note.trim().to_owned() });
        Ok(Judgement { verdict, grounds: grounds.collect() })
    }
}

/// The first ground of a side: where a summary of problems leads.
fn first(speaks_for: bool) -> &'static str {
    let ground = Ground::ALL.into_iter().find(|ground| ground.speaks_for() == speaks_for);
    ground.map_or("verdict", Ground::code)
}

/// The id of the field beside a ground.
pub const fn note_id(ground: Ground) -> &'static str {
    match ground {
        Ground::PapersSeen => "note-papers_seen",
        Ground::VisitedAndSound => "note-visited_and_sound",
        Ground::Explained => "note-explained",
        Ground::Corrected => "note-corrected",
        Ground::RepaymentCertain => "note-repayment_certain",
        Ground::RepaymentUnclear => "note-repayment_unclear",
        Ground::NotVerifiable => "note-not_verifiable",
        Ground::Unexplained => "note-unexplained",
        Ground::PurposeUnclear => "note-purpose_unclear",
        Ground::DebtTooHigh => "note-debt_too_high",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).expect("an amount")
    }

    fn draft(limit: &str, ticked: &[(Ground, &str)]) -> JudgementDraft {
        let ticked = ticked.iter().map(|(ground, note)| (*ground, (*note).to_owned())).collect();
        JudgementDraft { declines: false, limit: limit.to_owned(), ticked }
    }

    fn ids(draft: &JudgementDraft) -> Vec<&'static str> {
        let problems = draft.parse(yuan(300_000)).err().unwrap_or_default();
        problems.into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn an_approval_needs_a_limit_and_a_ground_with_its_sentence() {
        assert_eq!(ids(&draft("", &[])), ["limit", "papers_seen"]);
        assert_eq!(ids(&draft("30万", &[(Ground::Explained, " ")])), ["note-explained"]);
        let judgement = draft("30万", &[(Ground::Explained, " 已核实 ")]).parse(yuan(300_000));
        let judgement = judgement.expect("a judgement");
        assert_eq!(judgement.verdict, Verdict::Approve { limit: yuan(300_000) });
        assert_eq!(judgement.grounds[0].note, "已核实");
    }

    #[test]
    fn less_than_the_engine_would_lend_needs_a_ground_for_less() {
        let lowered = draft("100000", &[(Ground::Explained, "是")]);
        assert_eq!(ids(&lowered), ["repayment_unclear"]);
        let both = [(Ground::Explained, "是"), (Ground::DebtTooHigh, "是")];
        assert_eq!(ids(&draft("100000", &both)), Vec::<&str>::new());
        let judgement = draft("300000", &both).parse(yuan(300_000)).expect("a judgement");
        assert_eq!(judgement.grounds.len(), 1, "a ground for less is not given for all of it");
    }

    #[test]
    fn a_refusal_takes_grounds_against_it_and_needs_no_limit() {
        let given = [(Ground::Explained, "是"), (Ground::Unexplained, "对不上")];
        let refusal = JudgementDraft { declines: true, ..draft("", &given) };
        let judgement = refusal.parse(yuan(300_000)).expect("a judgement");
        assert_eq!(judgement.verdict, Verdict::Decline);
        assert_eq!(
            judgement.grounds.iter().map(|of| of.ground).collect::<Vec<_>>(),
            [Ground::Unexplained]
        );
        let bare = JudgementDraft { declines: true, ..JudgementDraft::default() };
        assert_eq!(ids(&bare), ["repayment_unclear"]);
    }
}
