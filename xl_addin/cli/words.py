"""Words of the command line."""

from __future__ import annotations

USAGE, OPTIONS, COMMANDS, ARGUMENTS = "用法", "选项", "命令", "参数"
HELP = "显示这段说明。"
ABOUT = "以案促改工作台：标准工作簿、校验、汇总、简报。"
DEBUG = "出错时显示完整的错误信息（供技术人员用）。"
VERSION = "显示版本。"
WORKPLACE = "工作区文件夹（由 yian init 或 yian demo 建立）。"
JSON = "输出 JSON（格式稳定，供程序读取）。"
PERIOD = "周次，例如 2026-W47；不写则为最近一次截止的周次。"

DEMO = "建一个完整的演示：24 个虚构单位、8 周报送、每周运行一次。"
DEMO_DIR = "演示放在哪个文件夹，默认 demo。"
INIT = "建一个新的工作区。"
INIT_DONE = (
    "已建立工作区 {root}。先改 playbook.toml（单位、选项、阈值）和 jobs.toml（收件人），再用 yian template 下发工作簿。"
)
TEMPLATE = "制作标准工作簿。"
TEMPLATE_UNIT = "单位代码，例如 SZ012。"
TEMPLATE_OUT = "写到哪个文件。"
TEMPLATE_ALL = "为全部单位各制作一份，放到这个文件夹。"
TEMPLATE_NAME = "标准工作簿_{unit}_{period}.xlsx"
OFFICE_NAME = "办公室工作簿_{period}.xlsx"
TEMPLATE_DONE = "已写好 {count} 份标准工作簿：{place}"
TEMPLATE_WHICH = (
    "请用 --unit 和 -o 指定一个单位，或用 --all 指定文件夹。例如：yian template --unit SZ012 -o 标准工作簿.xlsx"
)
NO_UNIT = "没有单位“{unit}”。可用的代码：{codes}。"
CHECK = "校验报送的工作簿，逐条说明哪里不对、怎样改。"
CHECK_FILES = "一份或几份工作簿。"
CHECK_CLEAN = "{file}：没有须改的内容，可以报送。"
CHECK_BLOCKED = "{file}：须改 {must} 处，改完再报送；请核 {ask} 处，已代改 {healed} 处。"
CHECK_OPEN = "{file}：没有须改的内容；请核 {ask} 处、已代改 {healed} 处，看过即可报送。"
CHECK_HEADS = ("工作表", "单元格", "栏目", "问题", "怎样改", "例")
CHECK_FAILED = "{file} 打不开：{reason}。"
FILL = "像功能区按钮那样填写工作簿：登记案件、清单、问题、措施、销号。"
FILL_FILE = "单位的标准工作簿。"
FILL_METAVAR = "栏目=内容"
FILL_SET = "栏目=内容，可写多次，例如 --set 当事人=李某某。"
FILL_OUT = "写到哪个新文件；原文件不改动。"
FILL_SAME = "新文件不能就是原文件，请用 -o 另写一个文件名。例如：-o 新.xlsx"
FILL_PAIR = "“{pair}”不是“栏目=内容”的写法。例如：--set 当事人=李某某"
FILL_COMMANDS = {
    "intake": "新增案件，并展开七双 14 行、四个阶段 4 行。",
    "checklist": "为一个对照主体展开六对照六查找。",
    "problem": "新增问题。",
    "action": "为一个问题新增措施。",
    "closure": "为一个问题申请销号。",
    "extension": "为一个问题申请延期。",
    "expand": "为一个案件补齐七双 14 行、四个阶段 4 行。",
    "announce": "登记处分决定的宣布和文书的送达。",
    "gates": "为一份销号申请登记四不放过自检。",
    "assess": "展开六个“是否”、四个“到位”自评。",
    "progress": "登记一项七双完成及佐证。",
    "review": "办公室在单位工作簿中登记销号结论。",
    "decision": "在办公室工作簿中登记议定事项。",
    "order": "在办公室工作簿中登记督办单。",
}
FILL_MERGE = "把填好的退回单并入工作簿，写成新文件。"
FILL_SLIP = "填好更正值的退回单。"
FILL_WRITTEN = "{message}已写入 {file}。"
RUN = "运行一周：收集、汇总、台账、简报、退回单、邮件。"
RUN_DONE = "{period} 已完成：应报 {due} 家，计入 {counted} 家；结果在 {folder}"
RUN_ALREADY = "{period} 此前已经运行并发出，没有改动：{folder}"
RUN_REFUSED = "退回 {count} 家：{names}（退回单在 slips/）"
RUN_ASKED = "计入而有请核 {count} 家：{names}（核对单在 slips/）"
RUN_MISSING = "漏报 {count} 家：{names}"
RUN_STRAYS = "另有 {count} 份文件没有计入，原因见台账“报送登记”。"
RUN_UNRECONCILED = "各单位之和与全市不符，或差额账不平（{codes}），没有生成简报。请联系技术人员核对，原始文件未动。"
STATUS = "看运行了哪些周次、下次截止时间、待发邮件。"
STATUS_HEADS = ("周次", "期号", "截止", "应报", "计入", "退回", "漏报")
STATUS_NONE = "还没有运行过。"
STATUS_NEXT = "下一次：{period}，报送截止 {due:%Y-%m-%d %H:%M}，汇总 {cutoff:%Y-%m-%d %H:%M}。"
STATUS_MAILS = (
    "邮件：到时再发 {scheduled} 封，待发 {queued} 封，发送中 {sending} 封，已发 {sent} 封，已写入 outbox {written} 封；"
    "须人过问：暂扣 {held} 封，结果不明 {uncertain} 封，发不出 {dead} 封（见 yian outbox list）。"
)
STATUS_ALIVE = "只看 yian keep 是否在这么多秒内有心跳；没有则退出码为 1。"
STATUS_NO_KEEPER = "yian keep 还没有在这个工作区运行过。"
STATUS_KEEPER = "yian keep 最近一次活动：{seen}。"
SECONDS = "秒"
ALIVE_YES = "正常：{age} 秒前有心跳（{at}）。"
ALIVE_NO = "已 {age} 秒没有心跳（最近 {at}）。请在运行 yian keep 的机器上看它是否还在。"
ALIVE_NEVER = "没有心跳文件。请在运行 yian keep 的机器上启动它。"
KEPT_HEADS = ("作业", "周次", "应在", "状态", "原因")
UPCOMING = "待到时"
RUN_STATES = {
    "running": "进行中",
    "retry": "待重试",
    "done": "已完成",
    "failed": "失败",
    "missed": "错过",
    "nothing": "无事可做",
}
JOBS = {
    "reminder": "催报",
    "consolidate": "汇总",
    "briefing": "复核简报",
    "mail": "发出",
    "lookbacks": "回头看提醒",
    "annex": "月度附表",
}
REASONS = {
    "late": "过了时间，按设定不补做",
    "superseded": "已有更近的一次，按设定只补最近一次",
    "no_period": "这一周没有汇总结果",
    "unproven": "复核有不一致，未发出；请运行 yian verify 查看",
    "no_contacts": "jobs.toml 没有写各单位的收件人",
    "all_in": "各单位都已报送",
    "none_due": "没有到期的",
    "no_recipients": "没有收件人",
    "no_office": "已做好；没有做 PDF：本机没有装 LibreOffice",
    "no_briefs": "已做好；没有做单位简报，请运行 yian briefing units 查看",
    "no_pdf": "已做好；有 PDF 没有做成，请运行 yian briefing pdf 查看",
}
HELD_UP = {
    "clock_behind": "本机时钟比上次运行时还早，没有做任何作业。请校准时钟；确认无误后运行 yian keep --believe-clock。",
    "clock_ahead": "本机时钟比上次运行晚得过多，没有做任何作业。请核对时钟；确认无误后运行 yian keep --believe-clock。",
    "clock_jumped": "本机时钟刚才跳动，稍候片刻再做作业。",
}
HELD_UP_OTHER = "yian keep 这一次没有做成（{code}），会自动再试。请查看 keep.log、磁盘空间和文件夹权限。"


def job_name(job: str) -> str:
    """Name a job of the keeper for people: reminder-24h is 催报-24h."""
    name = next((known for known in JOBS if job.startswith(known)), job)
    return JOBS.get(name, name) + job.removeprefix(name)


def reason(code: str) -> str:
    """Word a code of a run; a place in our code stays as it is."""
    faults = code.removeprefix("verify-")
    return f"复核有 {faults} 处不一致，请运行 yian verify 查看" if faults != code else REASONS.get(code, code)


def held_up(code: str) -> str:
    """Say in one sentence what holds the keeper up."""
    return HELD_UP.get(code) or HELD_UP_OTHER.format(code=code)


KEEP = "留在后台，按 jobs.toml 的时间表催报、汇总、复核、发出。"
KEEP_ONCE = "只看一次、把到时的做完就退出。"
KEEP_INSTALL = "写好开机自启的配置（systemd 和 Windows 任务计划），并装到本机。"
KEEP_DRY = "与 --install-service 同用：只写配置文件，不安装。"
KEEP_BELIEVE = "确认本机时钟现在是对的。"
KEEP_BELIEVED = "已按现在的时钟记下。请重新启动 yian keep。"
KEEP_WRITTEN = "已写好 {file}"
KEEP_INSTALLED = "已安装并启动。"
KEEP_INSTALL_BY = "没有安装。要安装，请运行：{command}"
OUTBOX = "看待发和已发的邮件，决定暂扣、不明和发不出的。"
OUTBOX_LIST = "列出邮件。"
OUTBOX_SHOW = "显示一封邮件的信头。"
OUTBOX_RETRY = "再发一次（编号不变）：用于发不出的，和核实收件人没有收到的。"
OUTBOX_RELEASE = "放行一封暂扣的邮件。"
OUTBOX_DROP = "不再发这一封。"
OUTBOX_ID = "邮件编号（outbox list 的第一栏，可只写开头）。"
OUTBOX_HEADS = ("编号", "周次", "类别", "收件人", "状态", "文件", "级别", "次数", "代码")
OUTBOX_NONE = "没有邮件。"
OUTBOX_UNKNOWN = "没有编号以“{id}”开头的邮件。用 yian outbox list 查看编号。"
OUTBOX_EMPTIED = "这封邮件发出已久，state.db 不再存原文。请看 runs/{period}/mail/{file}。"
OUTBOX_SEVERAL = "有 {count} 封邮件的编号以“{id}”开头，请多写几位。"
OUTBOX_NOT_ALLOWED = "邮件 {id} 现在是“{state}”，不能这样做。用 yian outbox list 查看状态。"
OUTBOX_DECIDED = {
    "retry": "{id} 会在下一次 yian keep 或 yian run 时再发，编号不变。",
    "release": "{id} 已放行，会在下一次 yian keep 或 yian run 时发出。",
    "drop": "{id} 不再发送，已记入 audit。",
}
MAIL_STATES = {
    "held": "暂扣",
    "queued": "待发",
    "sending": "发送中",
    "uncertain": "结果不明",
    "sent": "已发",
    "dead": "发不出",
    "written": "已写入 outbox",
    "dropped": "已取消",
}
AUDIT = "谁在何时收到了哪个文件：只增不改的记录。"
AUDIT_VERIFY = "核对记录有没有被改动、抽掉。"
AUDIT_LIST = "列出记录。"
AUDIT_HEAD = "显示最末一条的编号和指纹，可抄在别处备查。"
AUDIT_HEAD_OPTION = "印在别处的指纹；给出时一并核对末尾有没有被截掉。"
AUDIT_SOUND = "记录 {links} 条，全部一致；末条 {head}。"
AUDIT_BROKEN = "记录 {links} 条，从第 {broken} 条起不一致，可能被改动过。请保留 state.db，报告领导小组办公室。"
AUDIT_CUT = "记录里没有 {head} 这一条，末尾可能被截掉。请保留 state.db，报告领导小组办公室。"
AUDIT_HEADS = ("序号", "时间", "周次", "收件人", "级别", "结果", "文件和指纹")
BRIEFING = "简报的版面、单位简报和 PDF。"
BRIEFING_TEMPLATE = "写出带注释的简报模板，可在 PowerPoint 中修改后在 jobs.toml 中选用。"
BRIEFING_FILE = "简报模板.pptx"
BRIEFING_WRITTEN = "已写好 {file}。改好后放进工作区，在 jobs.toml 的 [briefing] 中写 template = 文件名。"
BRIEFING_PDF = "为一次或几次运行的简报（含单位简报）各做一份 PDF，放在简报旁边；需要本机装有 LibreOffice。"
PDF = "另做 PDF（需要本机装有 LibreOffice）；不写则按 jobs.toml 的 [briefing] pdf。"
PDF_DONE = "已做好 PDF {count} 份，与简报同名，放在简报旁边。"
PDF_KEPT = "{count} 份 PDF 已是这份简报的，没有改动。"
PDF_ABSENT = "没有做 PDF：本机没有装 LibreOffice；其余结果不受影响，装好后运行 yian briefing pdf {runs} 即可补做。"
NOT_RUN = "{folder} 不是运行文件夹（没有 run.json）。例如：yian briefing {command} 工作区/runs/2026-W47"
BRIEFING_UNITS = "为一次或几次运行的每个单位各做一页单位简报，放在运行文件夹的 briefs/；每份只含该单位自己的数据。"
UNIT_BRIEFS = "另做单位简报，每个单位一页；不写则按 jobs.toml 的 [briefing] unit_briefs。"
BRIEFS_DONE = "已做好单位简报 {count} 份：{place}"
BRIEFS_KEPT = "单位简报没有变化：{place}"
BRIEFS_CHANGED = "没有做单位简报：{folder} 与运行时的记录有 {count} 处不一致（文件或工作手册改过）；请运行 yian verify {folder} 查看。"
PDF_FAULTS = {
    "timeout": "没有做 {pdf}：LibreOffice 过久没有完成，已停止；请关闭占用内存的程序后再运行 yian briefing pdf。",
    "crashed": "没有做 {pdf}：LibreOffice 中途退出；请再运行一次 yian briefing pdf，仍不行时用 PowerPoint 打开 {deck} 另存为 PDF。",
    "broken": "没有做 {pdf}：LibreOffice 写出的文件不完整或页数不符；请用 PowerPoint 打开 {deck} 另存为 PDF。",
    "foreign": "没有做 {pdf}：已有一份不是本工具做的 PDF，没有覆盖；要重做，请先把它移走或改名。",
}
VERIFY = "由原始文件重新计算一次运行的全部数字，与台账、简报逐一比对。"
VERIFY_RUN = "运行文件夹，例如 工作区/runs/2026-W47。"
VERIFY_GOOD = "比对 {checked} 处，全部一致。"
VERIFY_BAD = "比对 {checked} 处，有 {count} 处不一致："
VERIFY_NOT_RUN = "{folder} 不是运行文件夹（没有 run.json）。例如：yian verify 工作区/runs/2026-W47"

STEPS = {
    "demo": "演示",
    "collect": "收集",
    "write": "写出",
    "briefs": "做单位简报",
    "pdf": "做 PDF",
    "template": "制作",
}
LIST = "、"

ERROR = "出错：{sentence}"
NO_OPTION = "没有选项 {name}。可用 --help 查看全部选项。"
NO_COMMAND = "没有命令“{name}”。可用的命令：{commands}。"
MISSING_PARAMETER = "缺少 {name}。可用 --help 查看用法。"
BAD_PARAMETER = "{name} 的值不对：{value}。可用 --help 查看用法。"
WRONG_USAGE = "用法不对：{message}"
BAD_PERIOD = "“{value}”不是存在的周次。例如：--period 2026-W47"
NO_WORKPLACE = "{folder} 不是工作区（没有 playbook.toml）。先运行 yian init {folder}，或用 --workplace 指定。"
NOT_EMPTY = "{folder} 已存在且不是空文件夹，没有改动。请换一个文件夹。"
NO_FILE = "没有文件 {file}。请核对路径。"
NO_JOBS = '这条命令需要汇总组件，本机没有安装（{name}）。请运行：pip install "yian[jobs]"'
WORLD = "磁盘或文件夹出错：{reason}（{file}）。请检查空间和权限后重试，已有的文件没有改动。"
DATABASE = "state.db 出错：{reason}。请确认没有别的程序占用它，且在本机磁盘上。"
UNEXPECTED = "程序内部错误（{kind}）。请加 --debug 重试，把输出发给技术人员；原始文件没有改动。"
CHOOSE_DIR = "文件夹"
FILE, DIR = "文件", "文件夹"

ADDIN = "Excel 加载项：生成、检查、安装、卸载。"
ADDIN_BUILD = "从源文本生成 programme.xlam（单位）和 programme-office.xlam（办公室）。"
ADDIN_OUT = "写到哪个文件夹，默认当前文件夹。"
ADDIN_BUILT = "已生成 {file}（{size} KB）。"
ADDIN_FAULTY = "{file} 没有通过检查（{count} 处），没有写出：{first}"
ADDIN_CHECK = "检查加载项：功能区、VBA、扫描器、容器；不给文件名则检查新生成的。"
ADDIN_SOUND = "{file}：没有发现问题。"
ADDIN_FAULTS = "{file}：发现 {count} 处问题。"
ADDIN_INSTALL = "为当前用户安装加载项（不需要管理员权限）。"
ADDIN_UNINSTALL = "为当前用户卸载加载项。"
ADDIN_OFFICE = "安装办公室的加载项（多“领导小组办公室”选项卡）。"
ADDIN_WORKPLACE = "办公室的工作目录，写入设置。"
ADDIN_FILE = "用办公室下发的这个 .xlam 文件；不给则当场生成（需要 yian[addin]）。"
ADDIN_DRY = "只列出步骤，不做。"
ADDIN_WOULD = "将做以下各步（没有执行）："
ADDIN_WOULD_ELSEWHERE = "这台电脑不是 Windows，什么也不会改；在 Windows 上将做以下各步："
ADDIN_NOTHING = "没有要做的。"
ADDIN_PLANNED = "以上各步没有执行。"
ADDIN_DONE = "已完成。请打开 Excel 和一本标准工作簿，查看选项卡。"
