//! Check and submit.

messages! {
    TITLE = "提交前再看一遍", "One last look";
    LOAN = "借款", "The loan";
    FACTS = "您填写的经营情况", "What you told us";
    WHO = "经营主体", "Who applies";
    CONSENTS = "授权", "Authorisations";
    WANTED = "想借", "Wanted";
    GIVEN = "已授权", "Given";
    WHAT_FOLLOWS = "提交后自动核实并审批，通常不到一分钟。", "Facts are then fetched and the decision made, usually within a minute.";
    CHECK_FIGURES = "请先核对这些数字", "Please check these figures first";
    CORRECT = "返回更正", "Go back and correct them";
    SUBMIT = "提交申请", "Submit";
}
