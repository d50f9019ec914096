package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.micropay.error.StoreException;
import io.micropay.ledger.AccountStore;
import java.lang.reflect.Method;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A law that no store can break is no law: each of these stores is found out by the test that is there for it. */
class WrongStoresTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongStores")
    void wrongStore_failsTheLawThatItBreaks(String law, UnaryOperator<AccountStore> defect) {
        Subject.defect = defect;
        assertFails(law);
    }

    static Stream<Arguments> wrongStores() {
        return Stream.of(
                wrong("closeWithoutCommit_leavesNothing", WrongWrites::forgetsTheRollback),
                wrong("exceptionOfTheCaller_leavesNothing", WrongWrites::commitsEverySave),
                wrong("uncommittedRows_areNotSeenByOtherTransactions", WrongWrites::forgetsTheRollback),
                wrong("largeBatch_isOneTransaction", WrongWrites::losesTheLastOrderOfALargeBatch),
                wrong("orderThatExists_failsTheTransaction", WrongWrites::keepsTheOldOrder),
                wrong("orderThatExists_failsTheTransaction", WrongWrites::promisesThatAnotherTryHelps),
                wrong("orderTwiceInATransaction_failsTheTransaction", WrongWrites::keepsTheOldOrder),
                wrong("sameOrder_isDecidedOnce", WrongWrites::keepsTheOldOrder),
                wrong("samePlaceOfTheJournal_isWrittenOnce", WrongWrites::keepsTheOldEntry),
                wrong("accounts_areOverwritten", WrongWrites::keepsTheOldKeys),
                wrong("holds_areOverwrittenByTheirEnd", WrongWrites::keepsTheOldHold),
                wrong("hold_canBeginAndEndInOneTransaction", WrongWrites::keepsTheOldHold),
                wrong("claims_areOverwrittenWhenTheyAreSettled", WrongWrites::keepsTheOldClaim),
                wrong("claim_canBeMadeAndSettledInOneTransaction", WrongWrites::keepsTheOldClaim),
                wrong("extremeClaims_areKept", WrongWrites::losesClaimsWithoutBytes),
                wrong("extremeClaims_areKept", WrongWrites::cutsLongClaims),
                wrong("extremeClaims_areKept", WrongWrites::losesThePayersOfClaims),
                wrong("rowsWithoutEntries_areKept", WrongWrites::losesClaimsWithoutEntries),
                wrong("closeWithoutCommit_leavesNothing", WrongWrites::keepsClaimsThatWereNotCommitted),
                wrong("closeWithoutCommit_restoresWhatWasOverwritten", WrongWrites::keepsClaimsThatWereNotCommitted),
                wrong("randomTransactions_leaveWhatTheyCommitted", WrongWrites::keepsClaimsThatWereNotCommitted),
                wrong("endedHolds_areNeverDue", WrongWrites::losesTheEndOfHoldsThatExpired),
                wrong("ordersOfEveryFinalStatus_areKept", WrongWrites::cutsLongRequests),
                wrong("failedSave_endsTheTransaction", WrongWrites::goesOnAfterAFailedSave),
                wrong("accounts_areFoundWhateverTheCase", WrongReads::findsNamesAsSpelled),
                wrong("largeSets_areLoadedWhole", WrongReads::takesFewKeys),
                wrong("largeSets_areLoadedWhole", WrongReads::takesFewClaims),
                wrong("claims_areOverwrittenWhenTheyAreSettled", WrongReads::findsNoClaimsWithoutBytes),
                wrong("limits_areKeptByEveryMethod", WrongReads::ignoresLimits),
                wrong("limits_areKeptByEveryMethod", WrongReads::ignoresTheLimitOfClaims),
                wrong("negativeLimits_areRefusedByEveryMethod", WrongReads::ignoresTheLimitOfClaims),
                wrong("negativeLimits_areRefusedByEveryMethod", WrongReads::takesNegativeLimitsForAll),
                wrong("extremeCursorsAndLimits_makeSense", WrongReads::beginsPagesOneTooLate),
                wrong("numberedRows_comeInTheirOrder", WrongReads::beginsPagesOneTooLate),
                wrong("accounts_comeInTheOrderOfTheirNames", WrongReads::repeatsTheCursor),
                wrong("accounts_comeInTheOrderOfTheirNames", WrongReads::sortsNamesAsSpelled),
                wrong("claims_comeInTheOrderOfTheirKeys", WrongReads::repeatsTheClaimOfTheCursor),
                wrong("claims_comeInTheOrderOfTheirKeys", WrongReads::sortsClaimsAsSignedBytes),
                wrong("credentials_comeInTheOrderOfTheirKeys", WrongReads::sortsKeysAsSignedBytes),
                wrong("longHistory_isReadToItsEnd", WrongReads::stopsHistoriesEarly),
                wrong("entryThatMovesNothing_isInOneHistoryOnly", WrongReads::takesEveryMentionForHistory),
                wrong("histories_areWhatTheJournalSays", WrongReads::takesEveryMentionForHistory),
                wrong("endedHolds_areNeverDue", WrongReads::findsEndedHoldsDue),
                wrong("hold_isNotDueAtItsLastMoment", WrongReads::findsHoldsDueAtTheirLastMoment),
                wrong("dueHolds_keepTheLimit", WrongReads::findsDueHoldsInTheirOrder),
                wrong("dueHolds_areOpenAndPastTheirTime", WrongReads::findsDueHoldsInTheirOrder),
                wrong("view_isASnapshot", WrongReads::readsWhatIsCommittedByNow),
                wrong("view_isASnapshot", WrongReads::readsClaimsThatAreCommittedByNow),
                wrong("uncommittedRows_areNotSeenByViews", WrongReads::readsWhatIsNotCommitted),
                wrong("randomTransactions_leaveWhatTheyCommitted", WrongReads::readsWhatIsNotCommitted),
                wrong("manyTransactionsAndViews_leakNothing", WrongReads::runsOutOfViews),
                wrong("commit_keepsEveryKindOfRow", WrongTurns::reportsSuccessOfAFailedCommit),
                wrong("lookUpAfterwards_findsACommitAndNothingElse", WrongTurns::reportsSuccessOfAFailedCommit),
                wrong("interruptedTransactions_happenOrDoNot", WrongTurns::commitsAfterItSaidNo),
                wrong("committedTransaction_refusesEverything", WrongTurns::readsOnAfterTheCommit),
                wrong("closedStore_refusesEverything", WrongTurns::worksAfterItsClose),
                wrong("secondClose_doesNotEndTheNextTransaction", WrongTurns::closesTheNextTransactionToo),
                wrong("updatesThatMeet_areBothKept", WrongTurns::losesUpdates),
                wrong("incrementsOfSeveralThreads_areAllKept", WrongTurns::losesUpdates),
                wrong("decisionsThatMeet_areMadeOneAfterTheOther", WrongTurns::allowsWriteSkew),
                wrong("sameClaim_isSettledOnce", WrongTurns::losesUpdates),
                wrong("sameClaim_isSettledOnce", WrongTurns::allowsWriteSkew),
                wrong("lookUp_waitsForTheTransactionsBefore", WrongTurns::allowsWriteSkew));
    }

    private static Arguments wrong(String law, UnaryOperator<AccountStore> defect) {
        return Arguments.of(law, defect);
    }

    @ParameterizedTest
    @MethodSource("lawsOfDurability")
    void forgetfulStore_failsTheLawsOfDurability(String law) {
        Subject.remembers = false;
        assertFails(law);
    }

    static Stream<String> lawsOfDurability() {
        return Stream.of(
                "committedRows_areThereAfterReopening",
                "randomTransactions_areThereAfterReopening",
                "reopenedStore_refusesWhatExists");
    }

    /** Otherwise the others would prove nothing. */
    @Test
    void rightStore_keepsEveryLaw() {
        ContractRun run = ContractRun.of(selectClass(Subject.class));
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(70);
    }

    private static void assertFails(String law) {
        ContractRun run = ContractRun.of(selectMethod(Subject.class, method(law)));
        assertThat(run.passed()).isEmpty();
        assertThat(run.failures()).containsOnlyKeys(law);
        assertThat(run.failures().get(law))
                .isInstanceOfAny(AssertionError.class, StoreException.class, IllegalStateException.class);
    }

    private static Method method(String law) {
        return Stream.of(Subject.class.getMethods())
                .filter(method -> method.getName().equals(law))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void becomeRightAgain() {
        Subject.defect = WrongStore::new;
        Subject.remembers = true;
    }
}
