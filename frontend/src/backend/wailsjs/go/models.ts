export namespace desktop {
	
	export class AmountsView {
	    price: string;
	    cost: string;
	    markup: string;
	    margin: string;
	
	    static createFrom(source: any = {}) {
	        return new AmountsView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.price = source["price"];
	        this.cost = source["cost"];
	        this.markup = source["markup"];
	        this.margin = source["margin"];
	    }
	}
	export class PartView {
	    text: string;
	    differs: boolean;
	
	    static createFrom(source: any = {}) {
	        return new PartView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.differs = source["differs"];
	    }
	}
	export class CandidateView {
	    item: string;
	    name: string;
	    price: string;
	    cost: string;
	    score: number;
	    rowParts: PartView[];
	    nameParts: PartView[];
	
	    static createFrom(source: any = {}) {
	        return new CandidateView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.item = source["item"];
	        this.name = source["name"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	        this.score = source["score"];
	        this.rowParts = this.convertValues(source["rowParts"], PartView);
	        this.nameParts = this.convertValues(source["nameParts"], PartView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CellView {
	    header: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new CellView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.header = source["header"];
	        this.text = source["text"];
	    }
	}
	export class CheckView {
	    code: string;
	    title: string;
	    status: string;
	    message: string;
	    hint: string;
	    ms: number;
	
	    static createFrom(source: any = {}) {
	        return new CheckView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.title = source["title"];
	        this.status = source["status"];
	        this.message = source["message"];
	        this.hint = source["hint"];
	        this.ms = source["ms"];
	    }
	}
	export class ChecksView {
	    status: string;
	    ref: string;
	    checks: CheckView[];
	
	    static createFrom(source: any = {}) {
	        return new ChecksView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.status = source["status"];
	        this.ref = source["ref"];
	        this.checks = this.convertValues(source["checks"], CheckView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class LayoutView {
	    encoding: string;
	    delimiter: string;
	    sheet: string;
	    headerLine: number;
	    headerLines: number;
	    decimal: string;
	    name: number;
	    code: number;
	    price: number;
	    cost: number;
	    description: number;
	    unit: number;
	    supplier: string;
	
	    static createFrom(source: any = {}) {
	        return new LayoutView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.encoding = source["encoding"];
	        this.delimiter = source["delimiter"];
	        this.sheet = source["sheet"];
	        this.headerLine = source["headerLine"];
	        this.headerLines = source["headerLines"];
	        this.decimal = source["decimal"];
	        this.name = source["name"];
	        this.code = source["code"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	        this.description = source["description"];
	        this.unit = source["unit"];
	        this.supplier = source["supplier"];
	    }
	}
	export class ChoiceView {
	    value: string;
	    label: string;
	    detail: string;
	    layout: LayoutView;
	
	    static createFrom(source: any = {}) {
	        return new ChoiceView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.value = source["value"];
	        this.label = source["label"];
	        this.detail = source["detail"];
	        this.layout = this.convertValues(source["layout"], LayoutView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ComparedView {
	    old: string;
	    new: string;
	    counts: Record<string, number>;
	    oldUnread: number;
	    newUnread: number;
	    columns: string[];
	    rows: string[][];
	
	    static createFrom(source: any = {}) {
	        return new ComparedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.old = source["old"];
	        this.new = source["new"];
	        this.counts = source["counts"];
	        this.oldUnread = source["oldUnread"];
	        this.newUnread = source["newUnread"];
	        this.columns = source["columns"];
	        this.rows = source["rows"];
	    }
	}
	export class ContactView {
	    host: string;
	    why: string;
	    requests: number;
	    failed: number;
	    sent: number;
	    received: number;
	    first: string;
	    last: string;
	
	    static createFrom(source: any = {}) {
	        return new ContactView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.host = source["host"];
	        this.why = source["why"];
	        this.requests = source["requests"];
	        this.failed = source["failed"];
	        this.sent = source["sent"];
	        this.received = source["received"];
	        this.first = source["first"];
	        this.last = source["last"];
	    }
	}
	export class CorrectableView {
	    field: string;
	    was: string;
	    is: string;
	
	    static createFrom(source: any = {}) {
	        return new CorrectableView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.field = source["field"];
	        this.was = source["was"];
	        this.is = source["is"];
	    }
	}
	export class CreateView {
	    on: boolean;
	    category: string;
	    taxable: boolean;
	
	    static createFrom(source: any = {}) {
	        return new CreateView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.on = source["on"];
	        this.category = source["category"];
	        this.taxable = source["taxable"];
	    }
	}
	export class ReviewView {
	    began: number;
	    steps: number;
	    done: Record<string, number>;
	
	    static createFrom(source: any = {}) {
	        return new ReviewView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.began = source["began"];
	        this.steps = source["steps"];
	        this.done = source["done"];
	    }
	}
	export class SelectionView {
	    ticked: number;
	    tickable: number;
	    heldTicked: number;
	    heldWaiting: number;
	    increases: number;
	    decreases: number;
	    priceSum: string;
	    largest: string;
	    largestName: string;
	    marginBefore: string;
	    marginAfter: string;
	    seconds: number;
	    creating: number;
	    hiding: number;
	    synced: number;
	
	    static createFrom(source: any = {}) {
	        return new SelectionView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ticked = source["ticked"];
	        this.tickable = source["tickable"];
	        this.heldTicked = source["heldTicked"];
	        this.heldWaiting = source["heldWaiting"];
	        this.increases = source["increases"];
	        this.decreases = source["decreases"];
	        this.priceSum = source["priceSum"];
	        this.largest = source["largest"];
	        this.largestName = source["largestName"];
	        this.marginBefore = source["marginBefore"];
	        this.marginAfter = source["marginAfter"];
	        this.seconds = source["seconds"];
	        this.creating = source["creating"];
	        this.hiding = source["hiding"];
	        this.synced = source["synced"];
	    }
	}
	export class RulesView {
	    onlyIncrease: boolean;
	    markup: string;
	
	    static createFrom(source: any = {}) {
	        return new RulesView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.onlyIncrease = source["onlyIncrease"];
	        this.markup = source["markup"];
	    }
	}
	export class HoldView {
	    code: string;
	    message: string;
	
	    static createFrom(source: any = {}) {
	        return new HoldView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.message = source["message"];
	    }
	}
	export class PlanView {
	    plan: string;
	    kind: string;
	    undoOf: string;
	    fingerprint: string;
	    account: string;
	    file: string;
	    rows: number;
	    counts: Record<string, number>;
	    holds: HoldView[];
	    notes: string[];
	    changeLimit: string;
	    rules: RulesView;
	    supplier: string;
	    create: CreateView;
	    missing: number;
	    selection: SelectionView;
	    review: ReviewView;
	    columns: string[];
	
	    static createFrom(source: any = {}) {
	        return new PlanView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.plan = source["plan"];
	        this.kind = source["kind"];
	        this.undoOf = source["undoOf"];
	        this.fingerprint = source["fingerprint"];
	        this.account = source["account"];
	        this.file = source["file"];
	        this.rows = source["rows"];
	        this.counts = source["counts"];
	        this.holds = this.convertValues(source["holds"], HoldView);
	        this.notes = source["notes"];
	        this.changeLimit = source["changeLimit"];
	        this.rules = this.convertValues(source["rules"], RulesView);
	        this.supplier = source["supplier"];
	        this.create = this.convertValues(source["create"], CreateView);
	        this.missing = source["missing"];
	        this.selection = this.convertValues(source["selection"], SelectionView);
	        this.review = this.convertValues(source["review"], ReviewView);
	        this.columns = source["columns"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DecidedView {
	    plan: PlanView;
	    rows: string[][];
	    line: number;
	    what: string;
	
	    static createFrom(source: any = {}) {
	        return new DecidedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.plan = this.convertValues(source["plan"], PlanView);
	        this.rows = source["rows"];
	        this.line = source["line"];
	        this.what = source["what"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DecisionView {
	    line: number;
	    what: string;
	    item: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new DecisionView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.what = source["what"];
	        this.item = source["item"];
	        this.text = source["text"];
	    }
	}
	export class ErrorView {
	    code: string;
	    message: string;
	    hint: string;
	    ref: string;
	
	    static createFrom(source: any = {}) {
	        return new ErrorView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.message = source["message"];
	        this.hint = source["hint"];
	        this.ref = source["ref"];
	    }
	}
	export class FileView {
	    handle: string;
	    name: string;
	    bytes: number;
	    modified: string;
	
	    static createFrom(source: any = {}) {
	        return new FileView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.handle = source["handle"];
	        this.name = source["name"];
	        this.bytes = source["bytes"];
	        this.modified = source["modified"];
	    }
	}
	export class FindingView {
	    code: string;
	    severity: string;
	    field: string;
	    message: string;
	    hint: string;
	    variable: string;
	    breaks: string[];
	
	    static createFrom(source: any = {}) {
	        return new FindingView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.severity = source["severity"];
	        this.field = source["field"];
	        this.message = source["message"];
	        this.hint = source["hint"];
	        this.variable = source["variable"];
	        this.breaks = source["breaks"];
	    }
	}
	export class GuardrailLimitsView {
	    changePercent: string;
	    planPercent: string;
	    targetMargin: string;
	
	    static createFrom(source: any = {}) {
	        return new GuardrailLimitsView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.changePercent = source["changePercent"];
	        this.planPercent = source["planPercent"];
	        this.targetMargin = source["targetMargin"];
	    }
	}
	export class HoldSwitchView {
	    code: string;
	    means: string;
	    on: boolean;
	    switchable: boolean;
	    named: boolean;
	
	    static createFrom(source: any = {}) {
	        return new HoldSwitchView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.means = source["means"];
	        this.on = source["on"];
	        this.switchable = source["switchable"];
	        this.named = source["named"];
	    }
	}
	export class GuardrailsView {
	    changePercent: string;
	    planPercent: string;
	    targetMargin: string;
	    holds: HoldSwitchView[];
	    defaults: GuardrailLimitsView;
	    fixedBy: string;
	
	    static createFrom(source: any = {}) {
	        return new GuardrailsView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.changePercent = source["changePercent"];
	        this.planPercent = source["planPercent"];
	        this.targetMargin = source["targetMargin"];
	        this.holds = this.convertValues(source["holds"], HoldSwitchView);
	        this.defaults = this.convertValues(source["defaults"], GuardrailLimitsView);
	        this.fixedBy = source["fixedBy"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class HelpEntryView {
	    code: string;
	    message: string;
	    hint: string;
	
	    static createFrom(source: any = {}) {
	        return new HelpEntryView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.message = source["message"];
	        this.hint = source["hint"];
	    }
	}
	
	
	export class ItemChangeView {
	    run: string;
	    when: string;
	    priceBefore: string;
	    priceAfter: string;
	    costBefore: string;
	    costAfter: string;
	
	    static createFrom(source: any = {}) {
	        return new ItemChangeView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.run = source["run"];
	        this.when = source["when"];
	        this.priceBefore = source["priceBefore"];
	        this.priceAfter = source["priceAfter"];
	        this.costBefore = source["costBefore"];
	        this.costAfter = source["costAfter"];
	    }
	}
	export class LinkedView {
	    supplier: string;
	    row: string;
	
	    static createFrom(source: any = {}) {
	        return new LinkedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.supplier = source["supplier"];
	        this.row = source["row"];
	    }
	}
	export class ItemPointView {
	    when: string;
	    price: string;
	    cost: string;
	    margin: string;
	    run: string;
	    kind: string;
	    file: string;
	
	    static createFrom(source: any = {}) {
	        return new ItemPointView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.when = source["when"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	        this.margin = source["margin"];
	        this.run = source["run"];
	        this.kind = source["kind"];
	        this.file = source["file"];
	    }
	}
	export class ItemDetailView {
	    item: string;
	    name: string;
	    description: string;
	    category: string;
	    taxable: boolean;
	    price: string;
	    cost: string;
	    margin: string;
	    markup: string;
	    marks: string[];
	    at: string;
	    history: ItemPointView[];
	    linked: LinkedView[];
	
	    static createFrom(source: any = {}) {
	        return new ItemDetailView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.item = source["item"];
	        this.name = source["name"];
	        this.description = source["description"];
	        this.category = source["category"];
	        this.taxable = source["taxable"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	        this.margin = source["margin"];
	        this.markup = source["markup"];
	        this.marks = source["marks"];
	        this.at = source["at"];
	        this.history = this.convertValues(source["history"], ItemPointView);
	        this.linked = this.convertValues(source["linked"], LinkedView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class ItemView {
	    item: string;
	    name: string;
	    price: string;
	    cost: string;
	
	    static createFrom(source: any = {}) {
	        return new ItemView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.item = source["item"];
	        this.name = source["name"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	    }
	}
	
	export class LineView {
	    line: number;
	    cells: string[];
	
	    static createFrom(source: any = {}) {
	        return new LineView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.cells = source["cells"];
	    }
	}
	export class LinkChoiceView {
	    supplier: string;
	    code: string;
	    name: string;
	    item: string;
	    never: boolean;
	    how: string;
	
	    static createFrom(source: any = {}) {
	        return new LinkChoiceView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.supplier = source["supplier"];
	        this.code = source["code"];
	        this.name = source["name"];
	        this.item = source["item"];
	        this.never = source["never"];
	        this.how = source["how"];
	    }
	}
	export class LinkRefusedView {
	    line: number;
	    message: string;
	
	    static createFrom(source: any = {}) {
	        return new LinkRefusedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.message = source["message"];
	    }
	}
	export class LinkView {
	    supplier: string;
	    key: string;
	    code: string;
	    name: string;
	    item: string;
	    itemName: string;
	    now: string;
	    never: boolean;
	    broken: boolean;
	    how: string;
	    decided: string;
	
	    static createFrom(source: any = {}) {
	        return new LinkView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.supplier = source["supplier"];
	        this.key = source["key"];
	        this.code = source["code"];
	        this.name = source["name"];
	        this.item = source["item"];
	        this.itemName = source["itemName"];
	        this.now = source["now"];
	        this.never = source["never"];
	        this.broken = source["broken"];
	        this.how = source["how"];
	        this.decided = source["decided"];
	    }
	}
	export class LinkSavedView {
	    saved: LinkView[];
	    before: LinkView[];
	
	    static createFrom(source: any = {}) {
	        return new LinkSavedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.saved = this.convertValues(source["saved"], LinkView);
	        this.before = this.convertValues(source["before"], LinkView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class LinksImportedView {
	    added: number;
	    changed: number;
	    same: number;
	    refused: LinkRefusedView[];
	    cancelled: boolean;
	
	    static createFrom(source: any = {}) {
	        return new LinksImportedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.added = source["added"];
	        this.changed = source["changed"];
	        this.same = source["same"];
	        this.refused = this.convertValues(source["refused"], LinkRefusedView);
	        this.cancelled = source["cancelled"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ListingView {
	    listing: string;
	    readAt: string;
	    at: string;
	    from: string;
	    items: number;
	    counts: Record<string, number>;
	    target: string;
	    columns: string[];
	
	    static createFrom(source: any = {}) {
	        return new ListingView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.listing = source["listing"];
	        this.readAt = source["readAt"];
	        this.at = source["at"];
	        this.from = source["from"];
	        this.items = source["items"];
	        this.counts = source["counts"];
	        this.target = source["target"];
	        this.columns = source["columns"];
	    }
	}
	export class LockView {
	    item: string;
	    itemName: string;
	    field: string;
	    why: string;
	    by: string;
	    when: string;
	    price: string;
	    cost: string;
	
	    static createFrom(source: any = {}) {
	        return new LockView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.item = source["item"];
	        this.itemName = source["itemName"];
	        this.field = source["field"];
	        this.why = source["why"];
	        this.by = source["by"];
	        this.when = source["when"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	    }
	}
	export class NewItemView {
	    name: string;
	    description: string;
	    category: string;
	    price: string;
	    cost: string;
	    taxable: boolean;
	
	    static createFrom(source: any = {}) {
	        return new NewItemView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.description = source["description"];
	        this.category = source["category"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	        this.taxable = source["taxable"];
	    }
	}
	
	export class PlanSummaryView {
	    plan: string;
	    file: string;
	    at: string;
	    counts: Record<string, number>;
	
	    static createFrom(source: any = {}) {
	        return new PlanSummaryView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.plan = source["plan"];
	        this.file = source["file"];
	        this.at = source["at"];
	        this.counts = source["counts"];
	    }
	}
	
	export class QuestionView {
	    code: string;
	    message: string;
	    choices: ChoiceView[];
	
	    static createFrom(source: any = {}) {
	        return new QuestionView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.message = source["message"];
	        this.choices = this.convertValues(source["choices"], ChoiceView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ProblemView {
	    code: string;
	    kind: string;
	    message: string;
	    line: number;
	    column: number;
	
	    static createFrom(source: any = {}) {
	        return new ProblemView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.kind = source["kind"];
	        this.message = source["message"];
	        this.line = source["line"];
	        this.column = source["column"];
	    }
	}
	export class WorkedView {
	    line: number;
	    name: string;
	    code: string;
	    price: string;
	    cost: string;
	
	    static createFrom(source: any = {}) {
	        return new WorkedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.name = source["name"];
	        this.code = source["code"];
	        this.price = source["price"];
	        this.cost = source["cost"];
	    }
	}
	export class SheetView {
	    name: string;
	    hidden: boolean;
	    rows: number;
	
	    static createFrom(source: any = {}) {
	        return new SheetView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.hidden = source["hidden"];
	        this.rows = source["rows"];
	    }
	}
	export class PriceListView {
	    handle: string;
	    name: string;
	    bytes: number;
	    sha256: string;
	    layout: LayoutView;
	    sure: number;
	    encodings: string[];
	    headers: string[];
	    sheets: SheetView[];
	    head: LineView[];
	    rows: number;
	    priced: number;
	    invalid: number;
	    notProduct: number;
	    worked: WorkedView;
	    problems: ProblemView[];
	    notes: ProblemView[];
	    questions: QuestionView[];
	    ready: boolean;
	    supplier: string;
	    supplierChanges: string[];
	    rules: RulesView;
	
	    static createFrom(source: any = {}) {
	        return new PriceListView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.handle = source["handle"];
	        this.name = source["name"];
	        this.bytes = source["bytes"];
	        this.sha256 = source["sha256"];
	        this.layout = this.convertValues(source["layout"], LayoutView);
	        this.sure = source["sure"];
	        this.encodings = source["encodings"];
	        this.headers = source["headers"];
	        this.sheets = this.convertValues(source["sheets"], SheetView);
	        this.head = this.convertValues(source["head"], LineView);
	        this.rows = source["rows"];
	        this.priced = source["priced"];
	        this.invalid = source["invalid"];
	        this.notProduct = source["notProduct"];
	        this.worked = this.convertValues(source["worked"], WorkedView);
	        this.problems = this.convertValues(source["problems"], ProblemView);
	        this.notes = this.convertValues(source["notes"], ProblemView);
	        this.questions = this.convertValues(source["questions"], QuestionView);
	        this.ready = source["ready"];
	        this.supplier = source["supplier"];
	        this.supplierChanges = source["supplierChanges"];
	        this.rules = this.convertValues(source["rules"], RulesView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TierView {
	    upTo: string;
	    percent: string;
	
	    static createFrom(source: any = {}) {
	        return new TierView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.upTo = source["upTo"];
	        this.percent = source["percent"];
	    }
	}
	export class RuleActionView {
	    kind: string;
	    percent: string;
	    amount: string;
	    tiered: boolean;
	    tiers: TierView[];
	
	    static createFrom(source: any = {}) {
	        return new RuleActionView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.percent = source["percent"];
	        this.amount = source["amount"];
	        this.tiered = source["tiered"];
	        this.tiers = this.convertValues(source["tiers"], TierView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class WhenView {
	    category: string;
	    name: string;
	    code: string;
	    costFrom: string;
	    costTo: string;
	    marginFrom: string;
	    marginTo: string;
	
	    static createFrom(source: any = {}) {
	        return new WhenView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.category = source["category"];
	        this.name = source["name"];
	        this.code = source["code"];
	        this.costFrom = source["costFrom"];
	        this.costTo = source["costTo"];
	        this.marginFrom = source["marginFrom"];
	        this.marginTo = source["marginTo"];
	    }
	}
	export class RuleView {
	    name: string;
	    when: WhenView;
	    action: RuleActionView;
	    rounding: string;
	    leastProfit: string;
	    writeMarkup: boolean;
	
	    static createFrom(source: any = {}) {
	        return new RuleView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.when = this.convertValues(source["when"], WhenView);
	        this.action = this.convertValues(source["action"], RuleActionView);
	        this.rounding = source["rounding"];
	        this.leastProfit = source["leastProfit"];
	        this.writeMarkup = source["writeMarkup"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class UnitView {
	    text: string;
	    pieces: number;
	
	    static createFrom(source: any = {}) {
	        return new UnitView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.pieces = source["pieces"];
	    }
	}
	export class UnitsView {
	    mode: string;
	    per: number;
	    known: UnitView[];
	    field: string;
	
	    static createFrom(source: any = {}) {
	        return new UnitsView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.mode = source["mode"];
	        this.per = source["per"];
	        this.known = this.convertValues(source["known"], UnitView);
	        this.field = source["field"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TaxView {
	    mode: string;
	    percent: string;
	    field: string;
	
	    static createFrom(source: any = {}) {
	        return new TaxView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.mode = source["mode"];
	        this.percent = source["percent"];
	        this.field = source["field"];
	    }
	}
	export class PriceRulesView {
	    onlyIncrease: boolean;
	    markup: string;
	    tax: TaxView;
	    units: UnitsView;
	    list: RuleView[];
	
	    static createFrom(source: any = {}) {
	        return new PriceRulesView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.onlyIncrease = source["onlyIncrease"];
	        this.markup = source["markup"];
	        this.tax = this.convertValues(source["tax"], TaxView);
	        this.units = this.convertValues(source["units"], UnitsView);
	        this.list = this.convertValues(source["list"], RuleView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class RecentFileView {
	    handle: string;
	    name: string;
	    folder: string;
	    when: string;
	
	    static createFrom(source: any = {}) {
	        return new RecentFileView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.handle = source["handle"];
	        this.name = source["name"];
	        this.folder = source["folder"];
	        this.when = source["when"];
	    }
	}
	export class ReportChoiceView {
	    skip: string[];
	    names: boolean;
	    replay: string;
	
	    static createFrom(source: any = {}) {
	        return new ReportChoiceView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.skip = source["skip"];
	        this.names = source["names"];
	        this.replay = source["replay"];
	    }
	}
	export class ReportPartView {
	    name: string;
	    title: string;
	    bytes: number;
	    preview: string;
	
	    static createFrom(source: any = {}) {
	        return new ReportPartView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.bytes = source["bytes"];
	        this.preview = source["preview"];
	    }
	}
	
	export class RowDetailView {
	    line: number;
	    verdict: string;
	    message: string;
	    holds: HoldView[];
	    flags: string[];
	    rule: string;
	    matchedBy: string;
	    why: string;
	    candidates: CandidateView[];
	    suggestions: CandidateView[];
	    sameItem: number[];
	    winner: number;
	    cells: CellView[];
	    history: ItemChangeView[];
	    correctable: CorrectableView;
	    create?: NewItemView;
	    lock?: LockView;
	    hides: boolean;
	    synced: boolean;
	    creatable: boolean;
	    markupBefore: string;
	    markupAfter: string;
	
	    static createFrom(source: any = {}) {
	        return new RowDetailView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.verdict = source["verdict"];
	        this.message = source["message"];
	        this.holds = this.convertValues(source["holds"], HoldView);
	        this.flags = source["flags"];
	        this.rule = source["rule"];
	        this.matchedBy = source["matchedBy"];
	        this.why = source["why"];
	        this.candidates = this.convertValues(source["candidates"], CandidateView);
	        this.suggestions = this.convertValues(source["suggestions"], CandidateView);
	        this.sameItem = source["sameItem"];
	        this.winner = source["winner"];
	        this.cells = this.convertValues(source["cells"], CellView);
	        this.history = this.convertValues(source["history"], ItemChangeView);
	        this.correctable = this.convertValues(source["correctable"], CorrectableView);
	        this.create = this.convertValues(source["create"], NewItemView);
	        this.lock = this.convertValues(source["lock"], LockView);
	        this.hides = source["hides"];
	        this.synced = source["synced"];
	        this.creatable = source["creatable"];
	        this.markupBefore = source["markupBefore"];
	        this.markupAfter = source["markupAfter"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RowsView {
	    offset: number;
	    total: number;
	    rows: string[][];
	
	    static createFrom(source: any = {}) {
	        return new RowsView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.offset = source["offset"];
	        this.total = source["total"];
	        this.rows = source["rows"];
	    }
	}
	
	export class RuleExampleView {
	    line: number;
	    name: string;
	    code: string;
	    item: string;
	    rule: number;
	    verdict: string;
	    message: string;
	    why: string;
	    list: AmountsView;
	    before: AmountsView;
	    after: AmountsView;
	    steps: string[];
	
	    static createFrom(source: any = {}) {
	        return new RuleExampleView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.name = source["name"];
	        this.code = source["code"];
	        this.item = source["item"];
	        this.rule = source["rule"];
	        this.verdict = source["verdict"];
	        this.message = source["message"];
	        this.why = source["why"];
	        this.list = this.convertValues(source["list"], AmountsView);
	        this.before = this.convertValues(source["before"], AmountsView);
	        this.after = this.convertValues(source["after"], AmountsView);
	        this.steps = source["steps"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RuleFindingView {
	    rule: number;
	    field: string;
	    message: string;
	
	    static createFrom(source: any = {}) {
	        return new RuleFindingView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.rule = source["rule"];
	        this.field = source["field"];
	        this.message = source["message"];
	    }
	}
	
	
	export class RunRowView {
	    line: number;
	    item: string;
	    itemName: string;
	    name: string;
	    code: string;
	    outcome: string;
	    message: string;
	    beforePrice: string;
	    beforeCost: string;
	    sentPrice: string;
	    sentCost: string;
	    storedPrice: string;
	    storedCost: string;
	    differs: boolean;
	    created: boolean;
	    visible: string;
	
	    static createFrom(source: any = {}) {
	        return new RunRowView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.item = source["item"];
	        this.itemName = source["itemName"];
	        this.name = source["name"];
	        this.code = source["code"];
	        this.outcome = source["outcome"];
	        this.message = source["message"];
	        this.beforePrice = source["beforePrice"];
	        this.beforeCost = source["beforeCost"];
	        this.sentPrice = source["sentPrice"];
	        this.sentCost = source["sentCost"];
	        this.storedPrice = source["storedPrice"];
	        this.storedCost = source["storedCost"];
	        this.differs = source["differs"];
	        this.created = source["created"];
	        this.visible = source["visible"];
	    }
	}
	export class RunView {
	    run: string;
	    kind: string;
	    undoOf: string;
	    plan: string;
	    ref: string;
	    started: string;
	    ended: string;
	    seconds: number;
	    status: string;
	    account: string;
	    user: string;
	    file: string;
	    sha256: string;
	    rules: RulesView;
	    counts: Record<string, number>;
	    total: number;
	    requests: number;
	    throttled: number;
	    resumable: boolean;
	    undoable: number;
	    trial: boolean;
	    left: number;
	
	    static createFrom(source: any = {}) {
	        return new RunView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.run = source["run"];
	        this.kind = source["kind"];
	        this.undoOf = source["undoOf"];
	        this.plan = source["plan"];
	        this.ref = source["ref"];
	        this.started = source["started"];
	        this.ended = source["ended"];
	        this.seconds = source["seconds"];
	        this.status = source["status"];
	        this.account = source["account"];
	        this.user = source["user"];
	        this.file = source["file"];
	        this.sha256 = source["sha256"];
	        this.rules = this.convertValues(source["rules"], RulesView);
	        this.counts = source["counts"];
	        this.total = source["total"];
	        this.requests = source["requests"];
	        this.throttled = source["throttled"];
	        this.resumable = source["resumable"];
	        this.undoable = source["undoable"];
	        this.trial = source["trial"];
	        this.left = source["left"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RunDetailView {
	    run: RunView;
	    rows: RunRowView[];
	
	    static createFrom(source: any = {}) {
	        return new RunDetailView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.run = this.convertValues(source["run"], RunView);
	        this.rows = this.convertValues(source["rows"], RunRowView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class SavedRulesView {
	    saved: boolean;
	    findings: RuleFindingView[];
	    rules: PriceRulesView;
	
	    static createFrom(source: any = {}) {
	        return new SavedRulesView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.saved = source["saved"];
	        this.findings = this.convertValues(source["findings"], RuleFindingView);
	        this.rules = this.convertValues(source["rules"], PriceRulesView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SavedView {
	    name: string;
	    cancelled: boolean;
	
	    static createFrom(source: any = {}) {
	        return new SavedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.cancelled = source["cancelled"];
	    }
	}
	export class ScreenView {
	    engine: string;
	    scale: number;
	    width: number;
	    height: number;
	    fontsLoaded: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ScreenView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.engine = source["engine"];
	        this.scale = source["scale"];
	        this.width = source["width"];
	        this.height = source["height"];
	        this.fontsLoaded = source["fontsLoaded"];
	    }
	}
	
	export class SettingView {
	    name: string;
	    value: string;
	    origin: string;
	    secret: boolean;
	    kind: string;
	    choices: string[];
	    variable: string;
	    default: string;
	    means: string;
	    wrong: string;
	    fixed: boolean;
	
	    static createFrom(source: any = {}) {
	        return new SettingView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	        this.origin = source["origin"];
	        this.secret = source["secret"];
	        this.kind = source["kind"];
	        this.choices = source["choices"];
	        this.variable = source["variable"];
	        this.default = source["default"];
	        this.means = source["means"];
	        this.wrong = source["wrong"];
	        this.fixed = source["fixed"];
	    }
	}
	
	export class UnfinishedRunView {
	    run: string;
	    started: string;
	    file: string;
	    account: string;
	    done: number;
	    total: number;
	
	    static createFrom(source: any = {}) {
	        return new UnfinishedRunView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.run = source["run"];
	        this.started = source["started"];
	        this.file = source["file"];
	        this.account = source["account"];
	        this.done = source["done"];
	        this.total = source["total"];
	    }
	}
	export class StatusView {
	    version: string;
	    commit: string;
	    practice: boolean;
	    connected: boolean;
	    connecting: boolean;
	    account: string;
	    accountId: string;
	    sessionOnly: boolean;
	    currency: string;
	    locale: string;
	    theme: string;
	    callbackUrl: string;
	    canConnect: boolean;
	    running: string;
	    failure?: ErrorView;
	    findings: FindingView[];
	    unfinished: UnfinishedRunView[];
	    openedWith?: FileView;
	
	    static createFrom(source: any = {}) {
	        return new StatusView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.version = source["version"];
	        this.commit = source["commit"];
	        this.practice = source["practice"];
	        this.connected = source["connected"];
	        this.connecting = source["connecting"];
	        this.account = source["account"];
	        this.accountId = source["accountId"];
	        this.sessionOnly = source["sessionOnly"];
	        this.currency = source["currency"];
	        this.locale = source["locale"];
	        this.theme = source["theme"];
	        this.callbackUrl = source["callbackUrl"];
	        this.canConnect = source["canConnect"];
	        this.running = source["running"];
	        this.failure = this.convertValues(source["failure"], ErrorView);
	        this.findings = this.convertValues(source["findings"], FindingView);
	        this.unfinished = this.convertValues(source["unfinished"], UnfinishedRunView);
	        this.openedWith = this.convertValues(source["openedWith"], FileView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SupplierEditView {
	    nameFrom: string;
	    codeFrom: string;
	    priceFrom: string;
	    costFrom: string;
	    decimal: string;
	    rules: RulesView;
	
	    static createFrom(source: any = {}) {
	        return new SupplierEditView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.nameFrom = source["nameFrom"];
	        this.codeFrom = source["codeFrom"];
	        this.priceFrom = source["priceFrom"];
	        this.costFrom = source["costFrom"];
	        this.decimal = source["decimal"];
	        this.rules = this.convertValues(source["rules"], RulesView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SupplierView {
	    name: string;
	    headers: string[];
	    nameFrom: string;
	    codeFrom: string;
	    priceFrom: string;
	    costFrom: string;
	    decimal: string;
	    sheet: string;
	    rules: RulesView;
	    links: number;
	
	    static createFrom(source: any = {}) {
	        return new SupplierView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.headers = source["headers"];
	        this.nameFrom = source["nameFrom"];
	        this.codeFrom = source["codeFrom"];
	        this.priceFrom = source["priceFrom"];
	        this.costFrom = source["costFrom"];
	        this.decimal = source["decimal"];
	        this.sheet = source["sheet"];
	        this.rules = this.convertValues(source["rules"], RulesView);
	        this.links = source["links"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class TriedRulesView {
	    findings: RuleFindingView[];
	    decided: number[];
	    others: number;
	    examples: RuleExampleView[];
	
	    static createFrom(source: any = {}) {
	        return new TriedRulesView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.findings = this.convertValues(source["findings"], RuleFindingView);
	        this.decided = source["decided"];
	        this.others = source["others"];
	        this.examples = this.convertValues(source["examples"], RuleExampleView);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	

}

