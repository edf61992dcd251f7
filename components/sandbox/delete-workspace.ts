/** Deletes a workspace for good. The lab that follows it notices, and makes a new one from the files it has. */
export async function deleteWorkspace(id: string): Promise<boolean> {
  const path = `/api/workspaces/${encodeURIComponent(id)}`
  return fetch(path, { method: 'DELETE' }).then(
    ({ ok, status }) => ok || status === 404,
    () => false,
  )
}
