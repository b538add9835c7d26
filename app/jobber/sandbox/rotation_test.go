package sandbox_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/jobber/sandbox"
)

func TestRotationKillsTheOldRefreshToken(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		first := p.exchange(p.signIn()).pair(t)
		got := p.refresh(first.Refresh)
		if !regexp.MustCompile(`^\{"access_token":"` + jwtShape + `","refresh_token":"[0-9a-f]{32}","expires_at":"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"\}$`).MatchString(got.body) {
			t.Fatalf("%d %s", got.status, got.body)
		}
		second := got.pair(t)
		if second.Refresh == first.Refresh || second.Access == first.Access {
			t.Error("the tokens did not change")
		}
		wantBody(t, p.refresh(first.Refresh), 401, badToken)
		wantBody(t, p.refresh("never given"), 401, badToken)
		p.refresh(second.Refresh).pair(t)
	})
}

func TestRotationOff(t *testing.T) {
	eachWay(t, app(sandbox.Switches{Rotation: sandbox.RotationOff}), func(t *testing.T, p *peer) {
		first := p.exchange(p.signIn()).pair(t)
		for range 2 {
			got := p.refresh(first.Refresh)
			want := pair{Access: got.pair(t).Access, Refresh: first.Refresh, At: got.pair(t).At,
				Warning: "Refresh token rotation is off. This setting is required for apps to be published in the Jobber App Marketplace. You can turn it on in the Developer Center. https://developer.getjobber.com/apps"}
			if diff := cmp.Diff(want, got.pair(t)); diff != "" {
				t.Error(diff)
			}
			if !strings.HasPrefix(got.body, `{"warning":`) {
				t.Errorf("order: %s", got.body)
			}
		}
	})
}

func TestRotationOfOlderApps(t *testing.T) {
	p := connect(t, app(sandbox.Switches{Rotation: sandbox.RotationLegacy}))
	first := p.exchange(p.signIn()).pair(t)
	if second := p.refresh(first.Refresh).pair(t); second.Warning != "" {
		t.Errorf("the newest token warned: %s", second.Warning)
	}
	const want = "Unexpected Refresh Token Redemption: A newer refresh token exists than the one that was used for token redemption on this request. Please check your app's handling of refresh token rotation. https://developer.getjobber.com/docs/building_your_app/refresh_token_rotation"
	if third := p.refresh(first.Refresh).pair(t); third.Warning != want {
		t.Errorf("the old token warned: %q", third.Warning)
	}
}
