using WhiteMagic.Workflows;

namespace WhiteMagic.Tests.Workflows;

public sealed class OperationDependencyTests
{
    /// <summary>The texts, and what waits for what, counted from 1.</summary>
    public static TheoryData<string[], string> Lists => new()
    {
        { ["Check the authentication of users", "Authenticate the service", "Athens report"], "" },
        { ["Fetch the users", "Lengthen the timeout", "Strengthen passwords", "Await nothing"], "" },
        { ["Fetch the users", "Then count the orders"], "2>1" },
        { ["Fetch the users", "Fetch the orders", "And then deploy"], "3>2" },
        { ["Fetch the users", "Next, deploy"], "2>1" },
        { ["Fetch the users", "Next week's forecast is due"], "" },
        { ["Install Next.js", "Start the server"], "" },
        { ["Fetch the users", "Fetch the orders", "Finally, deploy"], "3>1 3>2" },
        { ["Fetch the users", "Fetch the orders", "Once everything is done, deploy"], "3>1 3>2" },
        { ["Fetch the users", "After that, deploy"], "2>1" },
        { ["Fetch the users", "Read the file, then write a note"], "" },
        { ["Fetch the users", "Fetch the orders", "After step 1, mail the team"], "3>1" },
        { ["Fetch the users", "Fetch the orders", "Merge the results of steps 1 and 2"], "3>1 3>2" },
        { ["Fetch a", "Fetch b", "Fetch c", "Join steps 1-3"], "4>1 4>2 4>3" },
        { ["Fetch a", "Fetch b", "Fetch c", "Join steps 1 to 3"], "4>1 4>2 4>3" },
        { ["Fetch a", "Fetch b", "Fetch c", "Join steps 1, 2 and 3"], "4>1 4>2 4>3" },
        { ["Fetch a", "Mail step two's list", "Mail the first step's list"], "3>1" },
        { ["Fetch a", "Fetch b", "Continue after #1"], "3>1" },
        { ["Fetch a", "Fix #1"], "" },
        { ["Fetch the users", "Fetch the orders", "Mail what the previous step found"], "3>2" },
        { ["Fetch the users", "Fetch the orders", "Mail what the previous steps found"], "3>1 3>2" },
        { ["Fetch the users", "In parallel with step 1, fetch the orders"], "" },
        { ["Fetch the users", "Start without waiting for step 1"], "" },
        { ["Fetch the users", "Do not deploy until step 1 has ended"], "2>1" },
        { ["Warm up before step 2", "Fetch the users"], "2>1" },
        { ["Deploy after step 2", "Run the checks"], "1>2" },
        { ["Wait for step 9", "Run the checks"], "" },
        { ["Repeat step 1 twice"], "" },
        { ["Step 10: fetch the users", "Step 20: fetch the orders", "Step 30: mail the list of step 10"], "3>1" },
        { ["1. Fetch the users", "2. Fetch the orders", "3. After step 1 mail the team"], "3>1" },
        { ["Fetch the users", "Fetch the orders", "After fetching the users, mail the team"], "3>1" },
        { ["Search for customers", "Fetch the orders", "Mail a list using the result of the customer search"], "3>1" },
        { ["Build the site", "Run the linter", "When the build is finished, deploy"], "3>1" },
        { ["Build the site", "When empty, skip the cache"], "" },
        { ["Before the deploy, run the checks", "Deploy the site"], "2>1" },
        { ["Deploy, which depends on the migration", "Run the migration"], "1>2" },
        { ["Build the site", "Clean the cache", "After the build and the cleaning, deploy"], "3>1 3>2" },
        { ["Take a walk after lunch", "Deploy the site"], "" },
        { ["Write report.md", "Read notes.md", "Mail report.md to the team"], "3>1" },
        { ["Save the users to out/users.json", "Parse out/users.json"], "2>1" },
        { ["Write the result of the search in out.md", "Mail out.md"], "2>1" },
        { ["Update the settings of config.json", "Read config.json"], "2>1" },
        { ["Write a.txt from b.txt", "Read b.txt"], "" },
        { ["Read config.json", "Update config.json"], "2>1" },
        { ["Read config.json", "Check config.json"], "" },
        { ["Write log.txt", "Write log.txt anew"], "2>1" },
        { ["Convert a.md to b.html", "Read a.md", "Upload b.html"], "3>1" },
        { ["Create b.txt from a.txt", "Count the words of a.txt"], "" },
        { ["Read https://example.com/a.txt", "Write https://example.com/a.txt"], "" },
        { ["Export the table as `users`", "Count the rows in `users`"], "2>1" },
        { ["Write a summary", "Send it to the team"], "2>1" },
        { ["Find the logs", "Compress them"], "2>1" },
        { ["Run the search", "Show the results"], "2>1" },
        { ["Run the search", "Show the results of nothing"], "" },
        { ["Fetch the users", "Read the file and summarise it"], "" },
        { ["Fetch the users", "It is a good day"], "" },
        { ["Fetch the users", "Check that nothing is lost"], "" },
        { ["Then begin"], "" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Plan_OfTexts_FindsTheDependenciesThatTheWordsSay(string[] texts, string expected)
    {
        OperationPlan plan = new WorkflowAdvisor().Plan([.. texts.Select(static text => new WorkOperation { Text = text })]);

        Assert.Equal(expected, Found(plan));
        Assert.Empty(plan.Contradictions);
        Assert.All(plan.Dependencies, static found => Assert.Contains((found.DependsOn + 1).ToString(), found.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_OfNamedOperations_FindsTheirIds()
    {
        OperationPlan plan = new WorkflowAdvisor().Plan(
        [
            new() { Id = "fetch-users", Text = "Get everyone" },
            new() { Id = "mail", Text = "Get the addresses" },
            new() { Text = "Count what fetch-users gave" },
            new() { Text = "Write an email about mail" },
            new() { Text = "Sort by size, once mail is there" },
        ]);

        Assert.Equal("3>1 5>2", Found(plan));
        Assert.Equal(DependencyCue.Reference, plan.Dependencies[0].Cue);
        Assert.Equal("Operation 3 names operation 1 in \"Count what fetch-users\".", plan.Dependencies[0].Reason);
    }

    [Fact]
    public void Plan_OfDeclaredData_OrdersAlsoAgainstTheList()
    {
        OperationPlan plan = new WorkflowAdvisor().Plan(
        [
            new() { Text = "Mail the team", Consumes = ["user list"] },
            new() { Text = "Ask the service", Produces = ["user list"] },
        ]);

        OperationDependency found = Assert.Single(plan.Dependencies);
        Assert.Equal((0, 1, DependencyCue.Data), (found.Operation, found.DependsOn, found.Cue));
        Assert.Empty(plan.Contradictions);
        Assert.Equal("Operation 1 uses \"user list\", which operation 2 makes or changes.", found.Reason);
    }

    [Fact]
    public void Plan_OfACircle_KeepsTheSurerDependencyAndTellsOfTheOther()
    {
        OperationPlan plan = new WorkflowAdvisor().Plan(
        [
            new() { Text = "Deploy the site after step 2" },
            new() { Text = "Then run the checks" },
        ]);

        Assert.Equal("1>2", Found(plan));
        OperationDependency left = Assert.Single(plan.Contradictions);
        Assert.Equal((1, 0, DependencyCue.Order), (left.Operation, left.DependsOn, left.Cue));
        Assert.EndsWith("But operation 1 already waits for operation 2.", left.Reason, StringComparison.Ordinal);
    }

    internal static string Found(OperationPlan plan) =>
        string.Join(' ', plan.Dependencies.Select(static found => $"{found.Operation + 1}>{found.DependsOn + 1}"));
}
