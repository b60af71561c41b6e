namespace WhiteMagic.Workflows;

/// <summary>A word of a description, without the signs around it.</summary>
/// <param name="Text">The word as it was written, without a final 's.</param>
/// <param name="Lower">The word in lower case.</param>
/// <param name="IsQuoted">Whether quotes or backticks enclose it.</param>
/// <param name="EndsClause">Whether a comma, a full stop or the like follows it.</param>
/// <param name="EndsSentence">Whether a full stop or the like follows it.</param>
internal readonly record struct OperationWord(string Text, string Lower, bool IsQuoted, bool EndsClause, bool EndsSentence);
