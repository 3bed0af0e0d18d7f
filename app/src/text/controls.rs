//! Words inside the controls, whatever the screen.

messages! {
    WORKING = "处理中", "Working";
    LESS = "减少", "Less";
    MORE = "增加", "More";
    CLOSE = "关闭", "Close";
    CONTINUE = "继续", "Continue";
    CANCEL = "取消", "Cancel";
    CONFIRM = "确认", "Confirm";
    EDIT = "修改", "Change";
    OPTIONAL = "选填", "optional";
    YUAN = "元", "yuan";
    WAN_YUAN = "万元", "10,000 yuan";
    DONE = "已完成", "Done";
    CURRENT = "进行中", "In progress";
    WAITING = "未开始", "Not started";
    PROBLEM_TITLE = "提交前请先更正以下问题", "There is a problem";
    SHOW_DETAIL = "查看明细", "Show details";
    HIDE_DETAIL = "收起明细", "Hide details";
    REQUIRED = "请填写", "Please fill this in";
    COPY = "复制", "Copy";
    COPIED = "已复制", "Copied";
    DOWNLOAD = "下载", "Download";
    YEAR = "年", "Year";
    MONTH = "月", "Month";
    DAY = "日", "Day";
    NO_SUCH_DAY = "请填写年、月、日，例如 2026 年 5 月 31 日", "Enter year, month and day, such as 2026, 5, 31";
}
