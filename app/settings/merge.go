package settings

import (
	"log/slog"
	"strconv"
	"strings"

	"pricesync/app/money"
	"pricesync/app/redact"
)

// Merge returns the values that the program works with, for the account ("" where none is known). secretStored says
// whether the keychain holds a client secret; it counts only while the client id comes from the settings too.
func Merge(c Choices, e Env, account string, secretStored bool) Settings {
	texts := map[string]string{}
	settings := Settings{}
	for _, s := range Registry() {
		v := value(c, e, s, account)
		if s.Kind == KindSecret && !e.hasClient() && secretStored {
			v.Text, v.Origin = "set", FromSettings
		}
		texts[s.Name] = s.Default
		if v.Wrong == nil {
			texts[s.Name] = v.Text
		}
		settings.Values = append(settings.Values, v)
	}
	settings.ClientID = texts[ClientID]
	settings.ClientSecret = redact.Secret(e.Get("JOBBER_CLIENT_SECRET"))
	settings.SecretSet = texts[ClientSecret] != ""
	if !settings.SecretSet {
		settings.ClientSecret = ""
	}
	settings.APIURL, settings.APIVersion = texts[APIURL], texts[APIVersion]
	settings.CallbackPort = int(whole(texts[CallbackPort]))
	settings.MaxBytes, settings.MaxRows = whole(texts[MaxBytes]), int(whole(texts[MaxRows]))
	settings.LogLevel, settings.LogToStderr = level(texts[LogLevel]), texts[Log] == "stderr"
	settings.LogBudget, settings.LogDays, settings.LogNames = whole(texts[LogBudget]), int(whole(texts[LogDays])), texts[LogNames] == "on"
	settings.PreviewsPerMinute, settings.SyncsPerMinute = int(whole(texts[Previews])), int(whole(texts[Syncs]))
	settings.ConnectsPerMinute = int(whole(texts[Connects]))
	settings.Theme, settings.Currency = Theme(texts[ThemeName]), texts[CurrencyName]
	settings.ChangePercent, settings.PlanPercent = percent(texts[ChangePercent]), percent(texts[PlanPercent])
	if text := texts[TargetMargin]; text != "" {
		settings.TargetMargin = money.Some(percent(text))
	}
	if text := texts[HoldsOff]; text != "" {
		settings.HoldsOff = strings.Split(text, ",")
	}
	settings.CodeField = texts[CodeField]
	settings.Practice = texts[Practice] == "on"
	return settings
}

// value finds one setting's text and where it comes from. A text that can't be used stays visible, with what is wrong.
func value(c Choices, e Env, s Setting, account string) Value {
	text, origin := e.Get(s.Variable), FromEnvironment
	partner := s.Name == ClientID && e.hasClient() // an id from elsewhere does not belong to the environment's secret
	if text == "" && !s.Fixed && s.Kind != KindSecret && !partner {
		text, origin = c.chosen(s, account), FromSettings
	}
	if text == "" {
		return Value{Setting: s, Text: s.Default, Origin: FromDefault}
	}
	asked := s
	if origin == FromEnvironment {
		asked.as = s.Variable
	}
	parsed, err := asked.Parse(text)
	if err != nil {
		parsed = text
	}
	if s.Kind == KindSecret {
		parsed = "set"
	}
	return Value{Setting: s, Text: parsed, Origin: origin, Wrong: err}
}

// whole reads what parse has written.
func whole(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic("a number among the settings is none: " + err.Error())
	}
	return n
}

func percent(text string) money.Amount {
	amount, err := money.Decimal(text)
	if err != nil {
		panic("a percentage among the settings is none: " + err.Error())
	}
	return amount
}

func level(text string) slog.Level {
	switch text {
	case "debug":
		return slog.LevelDebug
	case "warn":
		return slog.LevelWarn
	case "error":
		return slog.LevelError
	}
	return slog.LevelInfo
}
